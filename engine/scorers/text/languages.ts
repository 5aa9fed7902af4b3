/** What tells a language from others that are written in the same script. */
export interface LanguageProfile {
  /** Its most frequent short words. */
  readonly words: string;
  /** Letters that it has beyond the common ones of the script. */
  readonly letters: string;
  /** Letter groups that are frequent in it; `_` is the edge of a word. */
  readonly groups: string;
}

const profile = (words: string, letters: string, groups: string): LanguageProfile => ({
  words,
  letters,
  groups,
});

/** Languages by ISO 639-1 code, by the script they share with others. */
export const PROFILES: Readonly<Record<string, Readonly<Record<string, LanguageProfile>>>> = {
  Latin: {
    en: profile(
      "the of and to in is that it was for you he with as are on be have this at by i not or from they we his her an she but were had one can which their what there when who your been more if no would my all so about out up into than them some could time do will has its our these me only how other after said each don't it's just like over also know most between any where does because people should please thank why did get make two yes correct answer",
      '',
      'th_ the_ ing_ ght wh _th ould tion_ ly_ _sh ck_ _wh ee oo ough ness',
    ),
    de: profile(
      'der die das und ist in den von zu mit sich des auf für nicht ein eine als auch es an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur bis mehr durch man sein wurde wenn ich wir ihr kann mein dein dem im wo was warum mich dir mir schon sehr hier heute gibt unter gegen jetzt ihre ihren wieder dann keine kein bitte doch diese dieser dieses muss können ja nein stimmt richtig wahr das frage antwort danke',
      'äöüß',
      'sch ich cht ung_ ein ei_ _ge en_ ck tz _ver _zu ie eit_ zw pf heit keit_ rt_',
    ),
    fr: profile(
      "de la le et les des en un une du que est dans pour qui par sur au pas plus ce il ne se avec sont son mais je nous vous elle ils on ont cette comme aux leur été ou si tout sa ses être fait même aussi deux était très bien sans où mon ma mes ton ta tes peut faire après entre ces encore lui moi toi quand alors chez donc car c'est n'est j'ai d'un d'une qu'il l'on parce quoi quel quelle toujours jamais votre notre oui non vrai bonjour merci réponse",
      'éèêàâçùûîïôœëÿ',
      "eau_ eux_ ent_ que_ ais_ ait_ oi ou _qu tion_ ez_ _d' _l' _c' _j' ée_ ille _ch eur_ _qu' ienne",
    ),
    es: profile(
      'de la que el en y a los se del las un por con no una su para es al lo como más o pero sus le ha me si sin sobre este ya entre cuando todo esta ser son dos también fue había era muy años hasta desde está mi porque qué sólo han yo hay vez puede todos así nos ni parte tiene él uno donde bien tiempo mismo ese ahora cada vida otro después te otros aunque esa eso hace otra gobierno tan durante siempre día tanto ella tres sí usted estaba cómo dónde mañana hoy sí cierto respuesta gracias',
      'ñáéíóú¿¡',
      'ción_ _el_ _los_ _las_ que_ _qu ll ñ ado_ idad_ ar_ os_ ía_ uye uen ien rr ez_ mente_ _hu ción',
    ),
    it: profile(
      "di e che la il un a per in una sono mi ho non si lo ma ha le ti con cosa no da se come io ci qui questo hai del bene sei al tu tutto era mio della più è nel gli anche o alla dei delle fatto sua suo essere stato quando molto anni dal dalla degli nella loro due sempre così perché poi lei lui noi voi chi dove quello questa prima ancora solo stata hanno può fare allora tutti quanto c'è oggi oppure mentre dopo senza sì vero grazie risposta",
      'àèéìòù',
      "zione_ _gli_ _della gli chi_ che_ zz cc tt gg ello_ ato_ are_ _dell' _l' _un' sci _per_ mente_ tà_ iamo_ gn quest",
    ),
    pt: profile(
      'de a o que e do da em um para com não uma os no se na por mais as dos como mas ao ele das à seu sua ou quando muito nos já eu também só pelo pela até isso ela entre depois sem mesmo aos seus quem nas me esse eles você essa num nem suas meu às minha numa elas qual nós lhe deles essas esses pelos este dele tu te vocês são está foi ser tem há era ter então onde porque hoje ainda bem fazer pode aqui sempre tudo isto foram estava muitos sim verdade obrigado resposta',
      'ãõçáéíóúâêôà',
      'ção_ ões_ _não_ ão_ lh nh _um_ em_ ss _os_ eir ado_ mente_ idade_ am_ _do_ _da_ ou_ que_',
    ),
    nl: profile(
      'de en van ik te dat die in een hij het niet zijn is was op aan met als voor had er maar om hem dan zou of wat mijn men dit zo door over ze zich bij ook tot je mij uit der daar haar naar heb hoe heeft hebben deze u want nog zal me zij nu geen omdat iets worden toch al waren veel meer doen toen moet ben zonder kan hun dus alles onder ja werd wezen zelf tegen na wij waar wie wil kunnen jullie wordt onze jij waarom graag vandaag nee klopt juist antwoord',
      'ëï',
      'ij aa ee oo uu _het_ _een_ sch _ge cht en_ _van oe ui ijk_ lijk_ tje_ eer_ oud_ heid_ ijn_ auw ieuw',
    ),
    sv: profile(
      'och det att i en jag hon som han på den med var sig för så till är men ett om hade de av icke mig du henne då sin nu har inte hans honom skulle hennes där min man ej vid kunde något från ut när efter upp vi dem vara vad över än dig kan sina här ha mot alla under någon eller allt mycket sedan ju denna själv detta åt utan varit hur ingen mitt ni bli blev oss din dessa några deras blir mina samma vilken er sådan vår också bara varje år skall finns ja nej stämmer svar',
      'åäö',
      'ck_ _och_ _för ng_ tt_ _är_ ör ä _att_ ade_ ning_ skj _sj ält ött ligt_ erna_ arna_ orna_ _någo ään',
    ),
    da: profile(
      'og i jeg det at en den til er som på de med han af for ikke der var mig sig men et har om vi min havde ham hun nu over da fra du ud sin dem os op man hans hvor eller hvad skal selv her alle vil blev kunne ind når være dog noget ville jo deres efter ned skulle denne end dette mit også under have dig anden hende mine alt meget sit sine vor mod disse hvis din nogle hos blive mange ad bliver hendes været thi jer sådan hvorfor hvordan gik bare kun igen gøre fået tog nej tak uge år aldrig kommer rigtigt svar hver indtil',
      'æøå',
      'af_ _af_ ikke_ øj ej_ eg_ _hv else_ hed_ ede_ sk_ lig_ gt_ rne_ dt_ ld_ æv uge_ _meget_ tte_ nd_ vn_',
    ),
    no: profile(
      'og i jeg det at en et den til er som på de med han av ikke der så var meg seg men ett har om vi min mitt ha hadde hun nå over da ved fra du ut sin dem oss opp man kan hans hvor eller hva skal selv sjøl her alle vil bli ble blitt kunne inn når være kom noen noe ville dere deres kun ja etter ned skulle denne for deg si sine sitt mot å meget hvorfor dette disse uten hvordan ingen din ditt blir samme hvilken sånn inni mellom vår hver hvem vors hvis både bare enn fordi før mange også slik vært begge siden gjøre mye år nei stemmer svar riktig',
      'æøå',
      'ikke_ av_ _av_ øy ei _hv ble_ ene_ ng_ else_ sjon_ _skj gj_ _gj kk tt_ het_ _mye_ kje _å_ ette_ ekt_',
    ),
    fi: profile(
      'ja on ei että se oli hän mutta ovat kun niin myös kuin sen joka ole mukaan tai ollut jo sekä voi nyt vain vielä vuoden jos mitä jonka olisi hänen ne siitä tämä minä sinä me te he minun mikä missä miksi koska kanssa olla jotka ennen jälkeen kaikki sitä tässä siellä olen olet olemme ovatko eivät en emme sitten paljon hyvin mutta aina tämän tänään eikä vaan kuitenkin asti yli nämä niitä oliko kyllä totta vastaus',
      'äö',
      'ää uu ii aa kk tt ssa_ ssä_ sta_ stä_ lla_ llä_ inen_ een_ yy öö ään_ _hyv ksi_ _ei_ isen_ uo yö aan_ ien_ ista_ sti_ nut_ vat_',
    ),
    pl: profile(
      'i w na z się do nie że to jest o jak po co tak ale od za przez czy tylko już był dla są jego jej ich przy było tego był jeszcze może pan ja ty on ona my wy oni mnie mi cię ci go mu jako ze przed bardzo który która które być ma mam masz mają gdy kiedy gdzie kto dlaczego ponieważ więc bo także oraz lub albo pod nad między bez u we dziś teraz tym tej tych ten ta te będzie można trzeba nas wam swoje sobie tak nie prawda odpowiedź',
      'ąćęłńóśźż',
      'sz cz rz _prz szcz ów_ ego_ ch_ ie_ _nie dz ść_ ć_ wy_ ych_ ania_ enie_ ska_ ski_ owa_ ł ę_ ją_ nia_',
    ),
    cs: profile(
      'a se v na je že to s z do o i k ve pro za by ale si po jako podle jsem už od jsou které který která tak nebo co jen jeho však byl bylo byla před při až není ještě jak tím má mi mě můj tvůj kde kdy proč kdo protože nás vás jejich aby bude mezi také být musí může velmi dnes teď pak když jsme jste ani než již ten ta tyto této tato svůj své ho mu jí nich více bez nad pod let roku ano ne pravda odpověď',
      'áčďéěíňóřšťúůýž',
      'ř ě ů ou ch_ ní_ ého_ _př ský_ ství_ ých_ ost_ ého ovat_ dě ně mě _po ště ky_ li_ ím_ ít_ at_',
    ),
    hu: profile(
      'a az és hogy nem is egy van ez meg csak de ha már volt még mint azt el vagy ki ezt fel én te ő mi ti ők lesz kell lehet most nagyon minden itt ott hol mikor miért mert után között szerint majd pedig nincs sem amely aki ami ahol akkor úgy így igen vissza volna alatt több olyan ilyen azonban jól én magyar két le be néhány sok ma tegnap holnap igen nem igaz válasz',
      'áéíóöőúüű',
      'sz gy ny ly cs zs _meg ás_ és_ ság_ ség_ nak_ nek_ ban_ ben_ tt_ ott_ ett_ ő ű _hogy _az_ tam_ unk_ ték_ ek_ ok_ ára_ ból_ ről_ ly_',
    ),
    ro: profile(
      'și de în a la cu o pe nu că din ce mai să un este se sunt care pentru au fost lui ca ale sau dar al după am ai are avea era ei el ea noi voi lor fi dacă când unde cine cum foarte fără între până prin spre această acest acesta acestei aceasta acum aici doar tot toate toți îi îl le mă te vă ne mi ți sa sale său s-a într-o într-un deci astfel despre asupra numai decât niciodată astăzi cel cea cele da nu adevărat răspuns',
      'ăâîșțşţ',
      'ul_ ului_ ește_ ă_ țiune_ ție_ ea_ ilor_ _în esc_ _pr ii_ _că_ tă_ _de_ eaz ească oar oa_ ați_ ele_ lor_',
    ),
    tr: profile(
      've bir bu da de için çok ne o ile ben mi sen var daha kadar gibi olan değil ama en her şey mı ki sonra olarak diye biz siz onlar onu bana sana nasıl neden niçin nerede kim hiç olduğunu oldu olur yok şimdi şu beni seni bizim sizin onun kendi bütün hem ya veya çünkü eğer önce göre bugün yarın iyi büyük içinde üzerinde arasında tarafından ise ancak bile tüm ilk yeni iki vardı idi evet hayır doğru cevap',
      'çğıöşü',
      'lar_ ler_ yor_ ğ ı _bir_ mak_ mek_ dır_ dir_ ın_ in_ nda_ nde_ lık_ lik_ ki_ sın_ _ol üz üş acak_ ecek_ ken_ rak_ rın ları leri iyor',
    ),
    id: profile(
      'yang dan di dari untuk dengan pada ini itu dalam adalah tidak akan ke ada oleh juga saya kami kita mereka dia anda kamu atau karena sebagai telah lebih dapat bisa bahwa orang tahun sudah seperti saat satu menjadi banyak hanya sangat harus lagi masih belum apa siapa mengapa bagaimana kapan mana setelah antara tersebut namun hari ketika jika maka para lain secara sebuah semua tetapi tapi agar sampai baru bagi kepada serta bukan jangan ya benar jawaban anda',
      '',
      'ang_ an_ kan_ _me meng _pe _ber nya_ ng_ _ter _di _ke nk ai_ _se _pen _mem ah_ ya_ asi_',
    ),
    vi: profile(
      'và của là có không được trong cho một những các người với để đã này khi từ đến như ra cũng vào về nhiều lại làm phải tôi anh em chị bạn nó họ chúng ta đó thì mà còn ở bị sẽ hay rất nếu vì sao gì ai đâu nào năm việc trên sau trước đang nhưng hơn nhất theo tại do bởi cả chỉ nên thế đi lên xuống hôm nay ngày vâng đúng cảm ơn',
      'ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ',
      'ng_ nh_ _th _nh _ph _kh _tr ươ iê uô ch_',
    ),
  },
  Cyrillic: {
    ru: profile(
      'и в не на я что он с это как по но из у за то а все так его она к мы было ты бы от же вы для о меня если или мне когда уже быть был их до ещё еще только нет есть может кто этот чтобы этого где почему очень том при себя под без потому сейчас сегодня были была со ли во чем мой наш который которые этом тебя вас нас ему им тоже можно надо',
      'ёыэъ',
      'ый_ ого_ ого ение_ ть_ ться_ ться ые_ ов_ ых_ ешь_ ает_ ют_ ся_ ость_ ий_ его_ ская_ ство_',
    ),
    uk: profile(
      'і в не на що я з це як та до він у за ви ти але є про ми так вона від їх його бути було був була для й або якщо коли мені вже тільки ще може хто цей щоб цього де чому дуже при себе під без тому зараз сьогодні були мій наш який які цьому тебе вас нас йому їм теж можна треба немає ні із зі чи',
      'іїєґ',
      "ість_ ння_ ть_ ться_ ий_ ого_ ої_ іх_ ів_ ії_ ською_ ськ ти_ ють_ _від _що ємо_ ові_ ями_ '",
    ),
    bg: profile(
      'и на да се в не е от за че по си са с това ще като аз до му но или тя той те ние вие към при ги ми има беше само още след най ли може ни много която който които бил била било са сега днес защо защото кога къде кой какво къде има няма трябва този тази тези една един едно всички обаче между без под през пред също така го я ѝ',
      'ъ',
      'та_ ът_ ото_ ите_ ият_ ата_ ъ _пр ъл ър ане_ ние_ ява_ аме_ ти_ ят_ _със_ ъм_ ва_ ския_',
    ),
    sr: profile(
      'је и у да се на за са што од су не као али то ће би ја он она ми ви они који која које о до из ово тај та те сам си смо сте није или кад када где зашто јер како само још већ веома може мора после пре између без под над код због данас сада био била било свој своје свих све један једна два људи година',
      'ђјљњћџ',
      'ј ње_ ње ћ ије ија_ ски_ ост_ ог_ ом_ ама_ их_ ао_ ља љу ју_ је_ ћи_ ти_',
    ),
  },
  Arabic: {
    ar: profile(
      'في من على أن إلى هذا هذه التي الذي عن مع لا ما كان كانت هو هي أو قد كل بعد قبل بين لم ثم إن وقد ذلك عند غير حتى أي كما لكن نحن أنا أنت هم منذ حيث إذا لماذا كيف أين متى اليوم جدا يمكن يجب وهو وهي لها له فيها فيه ليس نعم',
      'ةىأإؤئآ',
      '_ال _وال ة_ ات_ ون_ ين_ _لل _بال ها_',
    ),
    fa: profile(
      'و در به از که این را با است برای آن یک خود تا بر هم نیز من تو او ما شما آنها می شود شد کرد بود دارد های اما یا اگر چون چرا کجا کی چه هر همه باید می‌کند می‌شود نمی نیست هست بسیار امروز دیگر پس پیش بین بعد کنم کند کنید دارم هستم هستند است. بودند خواهد',
      'پچژگکیآ',
      '_می _نمی ها_ های_ ند_ ان_ ست_ ید_ ده_ ی_',
    ),
    ur: profile(
      'کے میں کی ہے کا اور سے کو نے پر یہ ہیں ایک کہ بھی تھا تھی تھے گیا جو اس ان وہ ہو تو نہیں لیے ساتھ کر کیا کیوں کہاں کب کون ہم آپ میں تم مجھے ہمیں بہت جب اگر لیکن یا ہوا ہوئی گئی رہا رہے رہی سب کچھ آج اب پھر بعد پہلے سکتا سکتے چاہیے والے والا',
      'ٹڈڑںےہھپچگکی',
      'ں_ ے_ ہے_ ھ ٹ _کر ئی_ وں_ یں_ تا_ نا_',
    ),
  },
};
