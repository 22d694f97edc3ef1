"""Streamlit's own English words in Danish: exact phrases of its script files, replaced as they are served (``scripts``).

Streamlit has no setting for its language. Each phrase is found in the files of the pinned version, and a
test fails when one is gone, so that an upgrade cannot bring English back unseen.
"""

from __future__ import annotations

FILES = (
    "BidiComponent", "ChatInput", "DownloadButton", "FileUploader", "InputInstructions", "Multiselect", "NumberInput",
    "Selectbox", "TextInput", "embed", "index", "useSyncComboBoxEnterTargetFocus", "utils",
)  # fmt: skip
PHRASES = {
    "`Skip to main content`": "`Gå til indholdet`",
    '"aria-label":`App pages`': '"aria-label":`Sider`',
    '"aria-label":`Main menu`': '"aria-label":`Menu`',
    '"aria-label":`Close`': '"aria-label":`Luk`',
    '"aria-label":`Running...`': '"aria-label":`Arbejder …`',
    '"aria-label":`Expand sidebar`': '"aria-label":`Åbn menuen`',
    '"aria-label":`Collapse sidebar`': '"aria-label":`Luk menuen`',
    '"aria-label":`Sidebar`': '"aria-label":`Menu`',
    '"aria-label":`Notifications`': '"aria-label":`Beskeder`',
    "title:e?`Stopping...`:`Stop`": "title:e?`Stopper …`:`Stop`",
    '"aria-label":`Clear entry`': '"aria-label":`Ryd feltet`',
    '"aria-label":`Clear value`': '"aria-label":`Ryd feltet`',
    '"aria-label":`Clear all`': '"aria-label":`Ryd alle`',
    '"aria-label":`Selected values`': '"aria-label":`Valgte`',
    '"aria-label":`Remove ${e}`': '"aria-label":`Fjern ${e}`',
    '"aria-label":`Open`': '"aria-label":`Åbn`',
    '"aria-label":`Shortcut ${l}`': '"aria-label":`Genvej ${l}`',
    '"aria-label":`Increment`': '"aria-label":`Én op`',
    '"aria-label":`Decrement`': '"aria-label":`Én ned`',
    "`Number is outside the allowed range. Please enter a value between ${n} and ${r}.`": "`Skriv et tal fra ${n} til ${r}.`",
    "`Number is below the allowed range. Please enter a value greater than or equal to ${n}.`": "`Skriv et tal, der er mindst ${n}.`",
    "`Number is above the allowed range. Please enter a value less than or equal to ${r}.`": "`Skriv et tal, der er højst ${r}.`",
    "`Number is below the allowed range.`": "`Tallet er for lille.`",
    "`Number is above the allowed range.`": "`Tallet er for stort.`",
    "`Error: ${M}`": "`Fejl: ${M}`",
    "label:`Select all`": "label:`Vælg alle`",
    "label:`Select ${p.length} matches`": "label:`Vælg alle ${p.length} træf`",
    "`Choose an option`": "`Vælg`",
    "`Choose options`": "`Vælg`",
    "return`No results`": "return`Ingen træf`",
    "label:`Add: ${n}`": "label:`Søg: ${n}`",  # what is written is looked up (url.many)
    "`Press Enter to ${e}`": "`Tryk Enter`",
    "`You can only select up to ${t.maxSelections} ${e}. Remove an option first.`": "`Du kan højst vælge ${t.maxSelections}. Fjern ét valg først.`",
    "{one:()=>`${t.number(e.optionCount)} option`,other:()=>`${t.number(e.optionCount)} options`})} available.`": "{one:()=>`${t.number(e.optionCount)} mulighed`,other:()=>`${t.number(e.optionCount)} muligheder`})}.`",
    "{dismiss:`Dismiss`}": "{dismiss:`Luk`}",
    # What a screen reader hears of a chart.
    "`aria-roleDescription`,`visualization`": "`aria-roleDescription`,`diagram`",
    "`${t} mark container`": "`del af et diagram`",
    "{desc:`title`,caption:e=>`Title text '${ky(e)}'`}": "{desc:`overskrift`,caption:e=>`${ky(e)}`}",
    "{desc:`subtitle`,caption:e=>`Subtitle text '${ky(e)}'`}": "{desc:`underoverskrift`,caption:e=>`${ky(e)}`}",
    "=`Connecting`": "=`Forbinder`",
    "=`Connecting to Streamlit server`": "=`Forbinder til serveren`",
    "=`Unable to connect to Streamlit server`": "=`Kan ikke få forbindelse til serveren`",
    "`Connection error`": "`Ingen forbindelse`",
    "`Is Streamlit still running? If you accidentally stopped Streamlit, just restart it in your terminal:`": "`Værktøjet svarer ikke. Er det stoppet, så start det igen med samme kommando som før.`",
    "`Streamlit server is not responding. Are you connected to the internet?`": "`Serveren svarer ikke. Er du på nettet?`",
    "codeBlock:`streamlit run yourscript.py`": "codeBlock:`python3 -m core.run app`",
    "`Drag and drop ${D(a)} here`": "`Træk filen hertil`",
    "`Drag and drop a file here`": "`Træk en fil hertil`",
    "label:l?`Upload directories`:`Upload`": "label:l?`Vælg mapper`:`Vælg fil`",
    "`Cancel upload of ${e.name}`:`Remove ${e.name}`": "`Afbryd ${e.name}`:`Fjern ${e.name}`",
    "name:`BidiComponent Error`,message:a.message,stack:a.stack": "name:`Denne del af siden kan ikke vises`,message:`Netværket eller browseren tillader ikke sidens egne scripts.`",
    "name:`BidiComponent Error`,message:t.message,stack:t.stack": "name:`Denne del af siden kan ikke vises`,message:`Netværket eller browseren tillader ikke sidens egne scripts.`",
    "e instanceof Error?e.message:`Download failed`": "`Filen kunne ikke hentes. Vent lidt, og prøv igen, eller genindlæs siden.`",
    "`${T(t,D.Byte,0)} per file`": "`Højst ${T(t,D.Byte,0)}`",
}  # fmt: skip
