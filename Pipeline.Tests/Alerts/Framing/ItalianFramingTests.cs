using NUnit.Framework;
using RtmPipeline.Alerts;
using RtmPipeline.Alerts.Framing;

namespace RtmPipeline.Tests.Alerts.Framing;

/// <summary>Whole summaries in Italian: each kind in each phase, and the edges of the facts.</summary>
internal sealed class ItalianFramingTests
{
    [TestCase(
        AlertKind.Opportunity, IncidentPhase.Raised,
        ExpectedResult = "«lights out» ha preso quota negli ultimi 4 minuti: finora ne parlano circa 25 persone, con circa 290 post al minuto, circa 35 volte il solito, e il tono è per lo più positivo. Rientra nell'ambito di Crispo («stadium») e finora non abbiamo visto notizie in merito; nella prossima ora sono attesi altri 330 post circa, quindi c'è tempo fino alle 21:10 UTC.")]
    [TestCase(
        AlertKind.Opportunity, IncidentPhase.Updated,
        ExpectedResult = "«lights out» continua a crescere: finora ne parlano circa 25 persone, con circa 290 post al minuto, circa 35 volte il solito. Nella prossima ora sono attesi altri 330 post circa, quindi ora c'è tempo fino alle 21:10 UTC.")]
    [TestCase(
        AlertKind.Opportunity, IncidentPhase.Escalated,
        ExpectedResult = "«lights out» sta crescendo con molta più forza: finora ne parlano circa 25 persone, con circa 290 post al minuto, circa 35 volte il solito, e il tono è per lo più positivo. Rientra nell'ambito di Crispo («stadium») e finora non abbiamo visto notizie in merito; nella prossima ora sono attesi altri 330 post circa, quindi c'è tempo fino alle 21:10 UTC.")]
    [TestCase(
        AlertKind.Opportunity, IncidentPhase.Peaked,
        ExpectedResult = "«lights out» ha superato il picco: siamo a circa 120 post al minuto, contro un massimo di 400. Se Crispo ha qualcosa di pronto, dovrebbe uscire prima delle 21:10 UTC; altrimenti meglio lasciar perdere.")]
    [TestCase(
        AlertKind.Opportunity, IncidentPhase.Expired,
        ExpectedResult = "«lights out» ha esaurito la spinta: siamo a circa 120 post al minuto, contro un massimo di 400. Non conviene più intervenire.")]
    [TestCase(
        AlertKind.Opportunity, IncidentPhase.Retracted,
        ExpectedResult = "Ritiriamo quanto detto su «lights out»: non è quello che sembrava. Meglio non pubblicare nulla e ritirare ciò che Crispo aveva preparato.")]
    [TestCase(
        AlertKind.Threat, IncidentPhase.Raised,
        ExpectedResult = "Le critiche a Crispo attorno a «lights out» si accumulano da 4 minuti: finora ne parlano circa 25 persone, con circa 290 post al minuto, circa 35 volte il solito, per lo più in tono negativo. Conviene decidere prima delle 21:10 UTC se Crispo deve rispondere.")]
    [TestCase(
        AlertKind.Threat, IncidentPhase.Updated,
        ExpectedResult = "Le critiche a Crispo attorno a «lights out» continuano a crescere: finora ne parlano circa 25 persone, con circa 290 post al minuto, circa 35 volte il solito. Conviene decidere prima delle 21:10 UTC se Crispo deve rispondere.")]
    [TestCase(
        AlertKind.Threat, IncidentPhase.Escalated,
        ExpectedResult = "Le critiche a Crispo attorno a «lights out» stanno crescendo con molta più forza: finora ne parlano circa 25 persone, con circa 290 post al minuto, circa 35 volte il solito, per lo più in tono negativo. Conviene decidere prima delle 21:10 UTC se Crispo deve rispondere.")]
    [TestCase(
        AlertKind.Threat, IncidentPhase.Peaked,
        ExpectedResult = "Le critiche a Crispo attorno a «lights out» si stanno attenuando: siamo a circa 120 post al minuto, contro un massimo di 400. Conviene tenerle d'occhio fino alle 21:10 UTC.")]
    [TestCase(
        AlertKind.Threat, IncidentPhase.Expired,
        ExpectedResult = "Le critiche a Crispo attorno a «lights out» si sono spente: siamo a circa 120 post al minuto, contro un massimo di 400. Non c'è altro da fare, a meno che non riprendano.")]
    [TestCase(
        AlertKind.Threat, IncidentPhase.Retracted,
        ExpectedResult = "Ritiriamo quanto detto su «lights out»: non è quello che sembrava. Non serve reagire.")]
    [TestCase(
        AlertKind.Hold, IncidentPhase.Raised,
        ExpectedResult = "«lights out» circola da 4 minuti e con ogni probabilità riguarda morti, feriti o un conflitto armato: finora ne parlano circa 25 persone, con circa 290 post al minuto, circa 35 volte il solito. Conviene sospendere ciò che Crispo ha in programma finché non si chiarisce che cosa è successo.")]
    [TestCase(
        AlertKind.Hold, IncidentPhase.Updated,
        ExpectedResult = "«lights out», che con ogni probabilità riguarda morti, feriti o un conflitto armato, continua a crescere: finora ne parlano circa 25 persone, con circa 290 post al minuto, circa 35 volte il solito. Conviene tenere in sospeso tutto ciò che Crispo ha in programma.")]
    [TestCase(
        AlertKind.Hold, IncidentPhase.Escalated,
        ExpectedResult = "«lights out», che con ogni probabilità riguarda morti, feriti o un conflitto armato, sta crescendo con molta più forza: finora ne parlano circa 25 persone, con circa 290 post al minuto, circa 35 volte il solito. Conviene tenere in sospeso tutto ciò che Crispo ha in programma.")]
    [TestCase(
        AlertKind.Hold, IncidentPhase.Peaked,
        ExpectedResult = "«lights out» ha superato il picco: siamo a circa 120 post al minuto, contro un massimo di 400. Conviene tenere in sospeso tutto ciò che Crispo ha in programma.")]
    [TestCase(
        AlertKind.Hold, IncidentPhase.Expired,
        ExpectedResult = "Di «lights out» ormai non si parla quasi più: siamo a circa 120 post al minuto, contro un massimo di 400. Conviene verificare che cosa è successo prima di riprendere ciò che Crispo aveva sospeso.")]
    [TestCase(
        AlertKind.Hold, IncidentPhase.Retracted,
        ExpectedResult = "A quanto pare «lights out» non riguarda morti, feriti o un conflitto armato. Conviene dare un'altra occhiata e riprendere ciò che Crispo aveva sospeso, se è tutto a posto.")]
    [TestCase(
        AlertKind.Reinforce, IncidentPhase.Raised,
        ExpectedResult = "L'onda del post di Crispo, «lights out», si sta spegnendo prima del previsto: siamo a circa 120 post al minuto, contro un massimo di 400. Per non farla spegnere, Crispo dovrebbe rilanciare prima delle 21:10 UTC.")]
    [TestCase(
        AlertKind.Reinforce, IncidentPhase.Updated,
        ExpectedResult = "L'onda del post di Crispo, «lights out», si sta spegnendo prima del previsto: siamo a circa 120 post al minuto, contro un massimo di 400. Per non farla spegnere, Crispo dovrebbe rilanciare prima delle 21:10 UTC.")]
    [TestCase(
        AlertKind.Reinforce, IncidentPhase.Escalated,
        ExpectedResult = "L'onda del post di Crispo, «lights out», si sta spegnendo ancora più in fretta: siamo a circa 120 post al minuto, contro un massimo di 400. Per non farla spegnere, Crispo dovrebbe rilanciare prima delle 21:10 UTC.")]
    [TestCase(
        AlertKind.Reinforce, IncidentPhase.Peaked,
        ExpectedResult = "L'onda del post di Crispo, «lights out», si sta spegnendo prima del previsto: siamo a circa 120 post al minuto, contro un massimo di 400. Per non farla spegnere, Crispo dovrebbe rilanciare prima delle 21:10 UTC.")]
    [TestCase(
        AlertKind.Reinforce, IncidentPhase.Expired,
        ExpectedResult = "«lights out» ha esaurito la spinta: siamo a circa 120 post al minuto, contro un massimo di 400. Non c'è più nulla da rilanciare.")]
    [TestCase(
        AlertKind.Reinforce, IncidentPhase.Retracted,
        ExpectedResult = "Ritiriamo quanto detto su «lights out»: non è quello che sembrava. Non serve reagire.")]
    [TestCase(
        AlertKind.Calendar, IncidentPhase.Raised,
        ExpectedResult = "Comincia «lights out», che Crispo aveva in programma: finora ne parlano circa 25 persone, con circa 290 post al minuto, circa 35 volte il solito, e il tono è per lo più positivo. Ciò che Crispo ha preparato va bene adesso e fino alle 21:10 UTC.")]
    [TestCase(
        AlertKind.Calendar, IncidentPhase.Updated,
        ExpectedResult = "«lights out» continua a crescere: finora ne parlano circa 25 persone, con circa 290 post al minuto, circa 35 volte il solito. Ciò che Crispo ha preparato va bene adesso e fino alle 21:10 UTC.")]
    [TestCase(
        AlertKind.Calendar, IncidentPhase.Escalated,
        ExpectedResult = "«lights out» sta crescendo con molta più forza: finora ne parlano circa 25 persone, con circa 290 post al minuto, circa 35 volte il solito, e il tono è per lo più positivo. Ciò che Crispo ha preparato va bene adesso e fino alle 21:10 UTC.")]
    [TestCase(
        AlertKind.Calendar, IncidentPhase.Peaked,
        ExpectedResult = "«lights out» ha superato il picco: siamo a circa 120 post al minuto, contro un massimo di 400. Se Crispo ha qualcosa di pronto, dovrebbe uscire prima delle 21:10 UTC; altrimenti meglio lasciar perdere.")]
    [TestCase(
        AlertKind.Calendar, IncidentPhase.Expired,
        ExpectedResult = "«lights out» ha esaurito la spinta: siamo a circa 120 post al minuto, contro un massimo di 400. Non conviene più intervenire.")]
    [TestCase(
        AlertKind.Calendar, IncidentPhase.Retracted,
        ExpectedResult = "Ritiriamo quanto detto su «lights out»: non è quello che sembrava. Meglio non pubblicare nulla e ritirare ciò che Crispo aveva preparato.")]
    public string Kind(AlertKind kind, IncidentPhase phase) => SummaryText.Of(SampleFacts.Of(kind, phase), SampleFacts.Voice(FramingLanguage.Italian));

    [TestCase(
        "one person",
        ExpectedResult = "«lights out» ha preso quota negli ultimi 4 minuti: finora ne parla una persona. Rientra nell'ambito di Crispo («stadium») e finora non abbiamo visto notizie in merito; c'è tempo fino alle 21:10 UTC.")]
    [TestCase(
        "never heard of",
        ExpectedResult = "«lights out» ha preso quota negli ultimi 4 minuti: finora ne parlano circa 25 persone, con circa 290 post al minuto, mentre di solito non se ne parla quasi mai, e il tono è per lo più positivo. Rientra nell'ambito di Crispo («stadium») e finora non abbiamo visto notizie in merito; nella prossima ora sono attesi altri 330 post circa, quindi c'è tempo fino alle 21:10 UTC.")]
    [TestCase(
        "just now",
        ExpectedResult = "«lights out» sta prendendo quota proprio ora: finora ne parlano circa 25 persone, con circa 290 post al minuto, circa 35 volte il solito, e il tono è per lo più positivo. Rientra nell'ambito di Crispo («stadium») e finora non abbiamo visto notizie in merito; nella prossima ora sono attesi altri 330 post circa, quindi c'è tempo fino alle 21:10 UTC.")]
    [TestCase(
        "two hours",
        ExpectedResult = "«lights out» cresce dalle 18:38 UTC: nell'ultima ora ne hanno parlato circa 4.000 persone, con circa 290 post al minuto, circa 35 volte il solito, e il tono è per lo più positivo. Rientra nell'ambito di Crispo («stadium») e finora non abbiamo visto notizie in merito; nella prossima ora sono attesi altri 330 post circa, quindi c'è tempo fino alle 21:10 UTC.")]
    [TestCase(
        "over midnight",
        ExpectedResult = "«lights out» ha preso quota negli ultimi 4 minuti: finora ne parlano circa 25 persone, con circa 290 post al minuto, circa 35 volte il solito, e il tono è per lo più positivo. Rientra nell'ambito di Crispo («stadium») e finora non abbiamo visto notizie in merito; nella prossima ora sono attesi altri 330 post circa, quindi c'è tempo fino all'01:10 UTC.")]
    [TestCase(
        "since yesterday",
        ExpectedResult = "«lights out» cresce dalle 22:40 UTC di ieri: nell'ultima ora ne hanno parlato circa 25 persone, con circa 290 post al minuto, circa 35 volte il solito, e il tono è per lo più positivo. Rientra nell'ambito di Crispo («stadium») e finora non abbiamo visto notizie in merito; nella prossima ora sono attesi altri 330 post circa, quindi c'è tempo fino all'01:00 UTC di domani.")]
    [TestCase(
        "the brand itself",
        ExpectedResult = "«lights out» ha preso quota negli ultimi 4 minuti: finora ne parlano circa 25 persone, con circa 290 post al minuto, circa 35 volte il solito, e il tono è per lo più positivo. La gente nomina Crispo e finora non abbiamo visto notizie in merito; nella prossima ora sono attesi altri 330 post circa, quindi c'è tempo fino alle 21:10 UTC.")]
    [TestCase(
        "a product",
        ExpectedResult = "«lights out» ha preso quota negli ultimi 4 minuti: finora ne parlano circa 25 persone, con circa 290 post al minuto, circa 35 volte il solito, e il tono è per lo più positivo. Si parla di Crispo Minis e finora non abbiamo visto notizie in merito; nella prossima ora sono attesi altri 330 post circa, quindi c'è tempo fino alle 21:10 UTC.")]
    [TestCase(
        "two people",
        ExpectedResult = "«lights out» ha preso quota negli ultimi 4 minuti: finora ne parlano circa 25 persone, con circa 290 post al minuto, circa 35 volte il solito, e il tono è per lo più positivo. Si parla di Nora Valcanti e Ivo Berti e finora non abbiamo visto notizie in merito; nella prossima ora sono attesi altri 330 post circa, quindi c'è tempo fino alle 21:10 UTC.")]
    [TestCase(
        "a competitor",
        ExpectedResult = "«lights out» ha preso quota negli ultimi 4 minuti: finora ne parlano circa 25 persone, con circa 290 post al minuto, circa 35 volte il solito, e il tono è per lo più positivo. Si parla della concorrenza (Bontelle) e finora non abbiamo visto notizie in merito; nella prossima ora sono attesi altri 330 post circa, quindi c'è tempo fino alle 21:10 UTC.")]
    [TestCase(
        "two words",
        ExpectedResult = "«lights out» ha preso quota negli ultimi 4 minuti: finora ne parlano circa 25 persone, con circa 290 post al minuto, circa 35 volte il solito, e il tono è per lo più positivo. Rientra nell'ambito di Crispo («stadium» e «milk») e finora non abbiamo visto notizie in merito; nella prossima ora sono attesi altri 330 post circa, quindi c'è tempo fino alle 21:10 UTC.")]
    [TestCase(
        "its own word",
        ExpectedResult = "«halftime» ha preso quota negli ultimi 4 minuti: finora ne parlano circa 25 persone, con circa 290 post al minuto, circa 35 volte il solito, e il tono è per lo più positivo. Rientra in pieno nell'ambito di Crispo e finora non abbiamo visto notizie in merito; nella prossima ora sono attesi altri 330 post circa, quindi c'è tempo fino alle 21:10 UTC.")]
    [TestCase(
        "a theme",
        ExpectedResult = "«lights out» ha preso quota negli ultimi 4 minuti: finora ne parlano circa 25 persone, con circa 290 post al minuto, circa 35 volte il solito, e il tono è per lo più positivo. Rientra nei temi di Crispo (football americano) e finora non abbiamo visto notizie in merito; nella prossima ora sono attesi altri 330 post circa, quindi c'è tempo fino alle 21:10 UTC.")]
    [TestCase(
        "no reason",
        ExpectedResult = "«lights out» ha preso quota negli ultimi 4 minuti: finora ne parlano circa 25 persone, con circa 290 post al minuto, circa 35 volte il solito, e il tono è per lo più positivo. Finora non abbiamo visto notizie in merito; nella prossima ora sono attesi altri 330 post circa, quindi c'è tempo fino alle 21:10 UTC.")]
    [TestCase(
        "in the news",
        ExpectedResult = "«lights out» ha preso quota negli ultimi 4 minuti: finora ne parlano circa 25 persone, con circa 290 post al minuto, circa 35 volte il solito, e il tono è per lo più positivo. Rientra nell'ambito di Crispo («stadium») e le testate ne parlano dalle 20:18 UTC; nella prossima ora sono attesi altri 330 post circa, quindi c'è tempo fino alle 21:10 UTC.")]
    [TestCase(
        "fresh news",
        ExpectedResult = "«lights out» ha preso quota negli ultimi 4 minuti: finora ne parlano circa 25 persone, con circa 290 post al minuto, circa 35 volte il solito, e il tono è per lo più positivo. Rientra nell'ambito di Crispo («stadium») e le testate ne parlano dalle 20:18 UTC, ma sono ancora poche; nella prossima ora sono attesi altri 330 post circa, quindi c'è tempo fino alle 21:10 UTC.")]
    [TestCase(
        "another language",
        ExpectedResult = "«lights out» ha preso quota negli ultimi 4 minuti: finora ne parlano circa 25 persone, soprattutto in francese, con circa 290 post al minuto, circa 35 volte il solito, e il tono è per lo più positivo. Rientra nell'ambito di Crispo («stadium») e finora non abbiamo visto notizie in merito; nella prossima ora sono attesi altri 330 post circa, quindi c'è tempo fino alle 21:10 UTC.")]
    [TestCase(
        "two languages",
        ExpectedResult = "«lights out» ha preso quota negli ultimi 4 minuti: finora ne parlano circa 25 persone, in portoghese e italiano, con circa 290 post al minuto, circa 35 volte il solito, e il tono è per lo più positivo. Rientra nell'ambito di Crispo («stadium») e finora non abbiamo visto notizie in merito; nella prossima ora sono attesi altri 330 post circa, quindi c'è tempo fino alle 21:10 UTC.")]
    [TestCase(
        "mixed mood",
        ExpectedResult = "«lights out» ha preso quota negli ultimi 4 minuti: finora ne parlano circa 25 persone, con circa 290 post al minuto, circa 35 volte il solito, e i pareri sono contrastanti. Rientra nell'ambito di Crispo («stadium») e finora non abbiamo visto notizie in merito; nella prossima ora sono attesi altri 330 post circa, quindi c'è tempo fino alle 21:10 UTC.")]
    [TestCase(
        "a hashtag",
        ExpectedResult = "#blackout ha preso quota negli ultimi 4 minuti: finora ne parlano circa 25 persone, con circa 290 post al minuto, circa 35 volte il solito, e il tono è per lo più positivo. Rientra nell'ambito di Crispo («stadium») e finora non abbiamo visto notizie in merito; nella prossima ora sono attesi altri 330 post circa, quindi c'è tempo fino alle 21:10 UTC.")]
    [TestCase(
        "climbing since long",
        ExpectedResult = "«lights out» fa parlare di sé dalle 15:38 UTC: nell'ultima ora ne hanno parlato circa 25 persone, con circa 290 post al minuto, circa 35 volte il solito, e il tono è per lo più positivo. Rientra nell'ambito di Crispo («stadium») e finora non abbiamo visto notizie in merito; nella prossima ora sono attesi altri 330 post circa, quindi c'è tempo fino alle 21:10 UTC.")]
    [TestCase(
        "holding steady",
        ExpectedResult = "«lights out» tiene il ritmo: finora ne parlano circa 25 persone, con circa 290 post al minuto, circa 35 volte il solito. Nella prossima ora sono attesi altri 330 post circa, quindi ora c'è tempo fino alle 21:10 UTC.")]
    [TestCase(
        "slowing down",
        ExpectedResult = "«lights out» sta rallentando: finora ne parlano circa 25 persone, con circa 290 post al minuto, circa 35 volte il solito. Nella prossima ora sono attesi altri 330 post circa, quindi ora c'è tempo fino alle 21:10 UTC.")]
    [TestCase(
        "late but loud",
        ExpectedResult = "È passato il momento di agire su «lights out», anche se il ritmo è ancora di circa 190 post al minuto. Non conviene più intervenire.")]
    [TestCase(
        "died to nothing",
        ExpectedResult = "«lights out» ha esaurito la spinta: siamo a un post all'ora, contro un massimo di 400 al minuto. Non conviene più intervenire.")]
    [TestCase(
        "taken back as unsafe",
        ExpectedResult = "Ritiriamo quanto detto su «lights out»: con ogni probabilità riguarda un atto di terrorismo. Meglio non pubblicare nulla e ritirare ciò che Crispo aveva preparato.")]
    [TestCase(
        "hold without a name",
        ExpectedResult = "«lights out» circola da 4 minuti e con ogni probabilità riguarda un argomento delicato: finora ne parlano circa 25 persone, con circa 290 post al minuto, circa 35 volte il solito. Conviene sospendere ciò che Crispo ha in programma finché non si chiarisce che cosa è successo.")]
    [TestCase(
        "millions",
        ExpectedResult = "«lights out» ha preso quota negli ultimi 4 minuti: finora ne parlano circa 1,2 milioni di persone, con circa 230.000 post al minuto, circa 35 volte il solito, e il tono è per lo più positivo. Rientra nell'ambito di Crispo («stadium») e finora non abbiamo visto notizie in merito; nella prossima ora sono attesi altri 2,4 milioni di post circa, quindi c'è tempo fino alle 21:10 UTC.")]
    public string Edge(string name) => SummaryText.Of(EdgeFacts.Of(name), SampleFacts.Voice(FramingLanguage.Italian));

    [TestCase(
        FramingTone.Neutral, AlertKind.Opportunity, IncidentPhase.Raised,
        ExpectedResult = "Rientra nell'ambito di Crispo («stadium») e finora non abbiamo visto notizie in merito; nella prossima ora sono attesi altri 330 post circa, quindi c'è tempo fino alle 21:10 UTC.")]
    [TestCase(
        FramingTone.Neutral, AlertKind.Hold, IncidentPhase.Raised,
        ExpectedResult = "Conviene sospendere ciò che Crispo ha in programma finché non si chiarisce che cosa è successo.")]
    [TestCase(
        FramingTone.Neutral, AlertKind.Opportunity, IncidentPhase.Expired,
        ExpectedResult = "Non conviene più intervenire.")]
    [TestCase(
        FramingTone.Neutral, AlertKind.Threat, IncidentPhase.Raised,
        ExpectedResult = "Conviene decidere prima delle 21:10 UTC se Crispo deve rispondere.")]
    [TestCase(
        FramingTone.Formal, AlertKind.Opportunity, IncidentPhase.Raised,
        ExpectedResult = "Rientra nell'ambito di Crispo («stadium») e finora non abbiamo visto notizie in merito; nella prossima ora sono attesi altri 330 post circa, quindi ha tempo fino alle 21:10 UTC.")]
    [TestCase(
        FramingTone.Formal, AlertKind.Hold, IncidentPhase.Raised,
        ExpectedResult = "Sospenda, per favore, ciò che Crispo ha in programma finché non si chiarisce che cosa è successo.")]
    [TestCase(
        FramingTone.Formal, AlertKind.Opportunity, IncidentPhase.Expired,
        ExpectedResult = "Non conviene più intervenire.")]
    [TestCase(
        FramingTone.Formal, AlertKind.Threat, IncidentPhase.Raised,
        ExpectedResult = "Decida, per favore, prima delle 21:10 UTC se Crispo deve rispondere.")]
    [TestCase(
        FramingTone.Friendly, AlertKind.Opportunity, IncidentPhase.Raised,
        ExpectedResult = "Rientra nell'ambito di Crispo («stadium») e finora non abbiamo visto notizie in merito; nella prossima ora sono attesi altri 330 post circa, quindi hai tempo fino alle 21:10 UTC.")]
    [TestCase(
        FramingTone.Friendly, AlertKind.Hold, IncidentPhase.Raised,
        ExpectedResult = "Metti in pausa ciò che Crispo ha in programma finché non si chiarisce che cosa è successo.")]
    [TestCase(
        FramingTone.Friendly, AlertKind.Opportunity, IncidentPhase.Expired,
        ExpectedResult = "Meglio lasciar perdere.")]
    [TestCase(
        FramingTone.Friendly, AlertKind.Threat, IncidentPhase.Raised,
        ExpectedResult = "Decidi prima delle 21:10 UTC se Crispo deve rispondere.")]
    public string Tone(FramingTone tone, AlertKind kind, IncidentPhase phase) =>
        SummaryText.Sentences(SampleFacts.Of(kind, phase), SampleFacts.Voice(FramingLanguage.Italian, tone))[1];

    [TestCase(
        0,
        ExpectedResult = "Per non fare rumore, nelle ultime 6 ore sono state trattenute 5 opportunità e una minaccia per Crispo; la più discussa era «lights out».")]
    [TestCase(
        1,
        ExpectedResult = "Per non fare rumore, nell'ultima ora è stata trattenuta un'onda in calo per Crispo: #blackout.")]
    [TestCase(
        2,
        ExpectedResult = "Nelle ultime 24 ore non è stato trattenuto nulla per Crispo.")]
    public string Digest(int number) => SummaryText.Digest(EdgeFacts.Digests()[number], SampleFacts.Voice(FramingLanguage.Italian));
}
