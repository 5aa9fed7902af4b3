/**
 * Runs in the head before anything is painted, as plain text in the page: sets the stored theme
 * without a flash, and tells the style sheet that scripts run.
 */
export const THEME_START: string = `(function(r){r.classList.add('scripted');try{var t=localStorage.getItem('theme');if(t==='light'||t==='dark')r.dataset.theme=t}catch(e){}})(document.documentElement)`;
