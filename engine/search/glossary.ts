/**
 * Words of evaluation that belong together, a group a line: the background texts of the semantic
 * space. A library of a few hundred benchmarks never shows that “spreadsheet” and “table” mean much
 * the same; these lines do. They name subjects, skills and forms of answers, and no benchmark.
 */
export const GLOSSARY: readonly string[] = `
mathematics maths math arithmetic calculation compute numbers sums reckoning
algebra equation unknown variable solve polynomial
geometry angle triangle circle area shape figure
statistics probability chance odds random dice likelihood distribution
word problem story problem multi-step grade school arithmetic reasoning
percentage percent ratio proportion discount share fraction
unit conversion metric imperial convert kilometres miles measurement
currency money exchange rate foreign cash dollars euros finance
finance accounting bookkeeping invoice ledger balance sheet audit
bank loan interest mortgage credit debt savings
tax income levy deduction fiscal
economics market inflation trade supply demand price
stock shares investing portfolio earnings investor
physics mechanics force motion energy electricity newton
chemistry molecule reaction compound element periodic acid
biology cell organism gene species evolution animal plant
medicine medical clinical doctor patient diagnosis disease health physician hospital
drug medication pharmacy dose prescription interaction
nutrition diet food calories vitamins eating
cooking recipe kitchen ingredients meal dish chef
psychology mental emotion feelings therapy wellbeing mood
emotion sentiment opinion mood positive negative attitude review
law legal contract clause statute court judge attorney agreement lease
privacy personal data confidential anonymise redact identifying PII
regulation compliance policy rule requirement obligation
government politics election parliament vote civic state
history past century war ancient date event chronology timeline
geography country capital city map place river border
astronomy space planet star telescope orbit
weather climate forecast temperature rain storm meteorology
environment ecology pollution emissions sustainability green carbon
agriculture farming crops farmer soil harvest livestock
travel trip journey itinerary flight hotel tourist holiday
transport train bus timetable schedule route traffic road vehicle car
map navigation direction route spatial left right north
spatial space position direction layout orientation grid
time clock hour calendar date day weekday duration time zone
schedule appointment meeting calendar plan booking reservation
planning plan steps order goal agent strategy
logic deduction inference syllogism premise conclusion reasoning entailment
puzzle riddle brain teaser game trick
chess board game move checkmate strategy
common sense everyday knowledge ordinary world obvious
causal cause effect reason consequence why
counterfactual hypothetical what if imagine
analogy similarity relation comparison metaphor
figurative metaphor idiom proverb saying irony sarcasm
humour joke funny pun comedy laugh
poem poetry verse rhyme metre haiku literary
story fiction narrative plot character novel creative writing
book novel author literature literary reading
film movie cinema actor television
music song melody chord lyrics instrument
art painting picture museum artist
sport football match team score player athlete
translation translate language bilingual interpreter foreign
grammar syntax sentence correct error proofreading linguistic
spelling misspelling typo typing error orthography correct
vocabulary word meaning definition synonym antonym dictionary
pronunciation sound phonetic rhyme syllable
dialect slang regional informal colloquial register
formal informal tone style register polite rewriting
rewrite paraphrase rephrase wording edit revise simplify
plain language simple readability easy understandable simplification
summary summarise condense shorten abstract brief digest gist
headline title caption heading newspaper
news article press journalist report
fact fact-checking claim true false verify evidence misinformation
truthfulness honest hallucination made-up invention fabricated misconception
citation reference source quote attribution bibliography
question answering questions answers reading comprehension passage
trivia general knowledge quiz facts encyclopedia
multiple choice options select pick exam test
exam school student pupil education teacher homework curriculum
grading marking essay feedback assessment teacher
reading comprehension passage text paragraph understanding
long context document long haystack needle retrieve lengthy
memory remember recall earlier conversation turns
retrieval search ranking relevant documents information find
recommendation recommend suggest product rating preference
entity names people organisations places recognition extract
extraction extract fields information structured pull out parse
information extraction receipt invoice order form fields
classification classify categorise label category sort assign
topic subject theme category tagging
intent request command user utterance chatbot
customer support service helpdesk complaint ticket client
email message mail inbox letter correspondence reply
conversation dialogue chat turn multi-turn talk
role persona play character assistant
instruction following obey constraint format comply directive
format layout template exact output shape
structured output JSON schema object machine-readable
table spreadsheet rows columns cells tabular CSV
chart graph plot diagram figure visual
list order sort ranking sequence items arrange
counting count how many letters tally number of
string text manipulation characters letters reverse
regular expression regex pattern matching
date parsing normalise ISO format day month year
XML HTML markup web page tags
YAML configuration config settings file
SQL database query select join relational
programming code coding software developer function program
bug debugging fix error defect repair fault
code review patch pull request refactor quality
unit test testing assertion coverage
algorithm complexity data structure sorting graph
python script language interpreter
javascript typescript browser frontend web
shell command line terminal bash linux
API endpoint function call tool use arguments
tool use function calling agent invoke
security vulnerability exploit attack hacker cyber
prompt injection jailbreak attack adversarial manipulation trick
safety harmful dangerous refuse refusal unsafe risk
toxicity hate abusive offensive insult harassment moderation
moderation flag content policy spam abusive
bias stereotype fairness discrimination gender race prejudice
ethics moral right wrong values dilemma
spam phishing scam fraud fake swindle
privacy secret leak password credential key
over-refusal harmless benign refuse unnecessarily
calibration confidence uncertainty sure probability
consistency contradict agree same coherent contradiction
robustness noise perturbation typos rewording stable
negation not never denial none
ambiguity ambiguous unclear clarify vague interpretation
pronoun coreference refer antecedent who resolution
word sense meaning disambiguation context
quantity number digits amount numeric figure
estimation estimate approximate guess magnitude roughly
units measure quantity length weight volume
Roman numerals binary hexadecimal base notation digits
cipher code encrypt decode secret Caesar
crossword anagram word game letters
accessibility alt text screen reader blind disability
children kids child young learner
job resume CV hiring recruitment candidate career
business company management enterprise corporate
marketing advertising slogan campaign brand copywriting
product shop e-commerce catalogue listing retail
real estate property house rent apartment
insurance claim policy coverage damage
engineering machine mechanical design maintenance
electronics circuit voltage resistor current
manufacturing factory production quality defect industrial
network internet protocol address server
log event trace monitor incident operations
meeting minutes transcript action items notes
speech audio spoken voice transcript
image picture photo vision
religion belief scripture faith
philosophy argument ethics thinker
argument debate persuasion stance opinion essay
family kinship relative parent sibling
etiquette polite manners culture custom social
culture tradition festival local custom country
multilingual languages cross-lingual many languages
Spanish French German Italian Portuguese language
Chinese Japanese Korean Arabic Hindi script language
Latin Greek ancient classical language
emergency first aid rescue disaster safety
energy power electricity grid consumption
science scientific experiment hypothesis research study
research paper abstract scholarly academic publication
biodiversity species animal bird identify
genealogy census archive record historical
`
  .trim()
  .split('\n');
