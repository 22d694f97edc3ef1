"""Streamlit's own English words in Danish: exact phrases of its script files, replaced as they are served (``scripts``).

Streamlit has no setting for its language. Each phrase is found in the files of the pinned version, and a
test fails when one is gone, so that an upgrade cannot bring English back unseen.
"""

from __future__ import annotations

FILES = (
    "BidiComponent", "ChatInput", "DownloadButton", "FileUploader", "InputInstructions", "Multiselect", "NumberInput",
    "Selectbox", "TextInput", "index", "useSyncComboBoxEnterTargetFocus", "utils",
)  # fmt: skip
PHRASES = {
    "`Skip to main content`": "`Gå til indholdet`",
    '"aria-label":`App pages`': '"aria-label":`Sider`',
    '"aria-label":`Main menu`': '"aria-label":`Menu`',
    '"aria-label":`Close`': '"aria-label":`Luk`',
    '"aria-label":`Running...`': '"aria-label":`Arbejder …`',
    '"aria-label":`Clear entry`': '"aria-label":`Ryd feltet`',
    '"aria-label":`Clear value`': '"aria-label":`Ryd feltet`',
    '"aria-label":`Clear all`': '"aria-label":`Ryd alle`',
    '"aria-label":`Selected values`': '"aria-label":`Valgte`',
    '"aria-label":`Remove ${e}`': '"aria-label":`Fjern ${e}`',
    '"aria-label":`Open`': '"aria-label":`Åbn`',
    '"aria-label":`Shortcut ${l}`': '"aria-label":`Genvej ${l}`',
    "`Choose an option`": "`Vælg`",
    "`Choose options`": "`Vælg`",
    "return`No results`": "return`Ingen træf`",
    "label:`Add: ${n}`": "label:`Søg: ${n}`",  # what is written is looked up (url.many)
    "`Press Enter to ${e}`": "`Tryk Enter`",
    "`You can only select up to ${t.maxSelections} ${e}. Remove an option first.`": "`Du kan højst vælge ${t.maxSelections}. Fjern ét valg først.`",
    "{one:()=>`${t.number(e.optionCount)} option`,other:()=>`${t.number(e.optionCount)} options`})} available.`": "{one:()=>`${t.number(e.optionCount)} mulighed`,other:()=>`${t.number(e.optionCount)} muligheder`})}.`",
    "{dismiss:`Dismiss`}": "{dismiss:`Luk`}",
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
