using NUnit.Framework;
using RtmPipeline.Alerts;
using RtmPipeline.Alerts.Framing;

namespace RtmPipeline.Tests.Alerts.Framing;

/// <summary>Whole summaries of why an incident ended, in each language.</summary>
internal sealed class EndingTests
{
    private const string Other = "crispo-20240314t2030-n76xrve8";

    [TestCase(
        AlertKind.Opportunity, EndReason.Over,
        ExpectedResult = "“lights out” has run its course: some 120 posts a minute, down from 400 at its height. There is nothing left to gain from joining in.")]
    [TestCase(
        AlertKind.Opportunity, EndReason.TooLate,
        ExpectedResult = "The time to act on “lights out” is over, although there are still some 120 posts a minute. There is nothing left to gain from joining in.")]
    [TestCase(
        AlertKind.Opportunity, EndReason.Merged,
        ExpectedResult = "“lights out” turned out to be the same event as crispo-20240314t2030-n76xrve8, which goes on. Follow that one from now on.")]
    [TestCase(
        AlertKind.Opportunity, EndReason.Tragedy,
        ExpectedResult = "We take back what we said about “lights out”: most likely it is part of a tragedy. Do not post about it, and withdraw what Crispo has already prepared.")]
    [TestCase(
        AlertKind.Opportunity, EndReason.Unsafe,
        ExpectedResult = "We take back what we said about “lights out”: the talk is now about a sensitive subject. Do not post about it, and withdraw what Crispo has already prepared.")]
    [TestCase(
        AlertKind.Opportunity, EndReason.Threat,
        ExpectedResult = "We take back what we said about “lights out”: the talk has turned against Crispo. Do not post about it, and withdraw what Crispo has already prepared.")]
    [TestCase(
        AlertKind.Opportunity, EndReason.TakenBack,
        ExpectedResult = "We take back what we said about “lights out”: most of the posts have been deleted. Do not post about it, and withdraw what Crispo has already prepared.")]
    [TestCase(
        AlertKind.Opportunity, EndReason.NotAuthentic,
        ExpectedResult = "We take back what we said about “lights out”: most of it does not seem to come from real people. Do not post about it, and withdraw what Crispo has already prepared.")]
    [TestCase(
        AlertKind.Threat, EndReason.Over,
        ExpectedResult = "The negative posts about Crispo around “lights out” have died down: some 120 posts a minute, down from 400 at their height. There is nothing more to do unless they come back.")]
    [TestCase(
        AlertKind.Threat, EndReason.TakenBack,
        ExpectedResult = "We take back what we said about “lights out”: most of the posts have been deleted. There is no need to react.")]
    [TestCase(
        AlertKind.Threat, EndReason.Merged,
        ExpectedResult = "“lights out” turned out to be the same event as crispo-20240314t2030-n76xrve8, which goes on. Follow that one from now on.")]
    [TestCase(
        AlertKind.Hold, EndReason.Merged,
        ExpectedResult = "“lights out” turned out to be the same event as crispo-20240314t2030-n76xrve8, which goes on. Follow that one from now on.")]
    [TestCase(
        AlertKind.Reinforce, EndReason.TooLate,
        ExpectedResult = "The time to act on “lights out” is over, although there are still some 120 posts a minute. There is nothing left to build on.")]
    public string English(AlertKind kind, EndReason reason) => SummaryText.Of(Ended(kind, reason), SampleFacts.Voice(FramingLanguage.English));

    [TestCase(
        AlertKind.Opportunity, EndReason.Over,
        ExpectedResult = "«lights out» ya no da más de sí: quedan unas 120 publicaciones por minuto, tras un máximo de 400. Ya no compensa sumarse.")]
    [TestCase(
        AlertKind.Opportunity, EndReason.TooLate,
        ExpectedResult = "Se ha pasado el momento de actuar sobre «lights out», aunque todavía hay unas 120 publicaciones por minuto. Ya no compensa sumarse.")]
    [TestCase(
        AlertKind.Opportunity, EndReason.Merged,
        ExpectedResult = "Al final «lights out» es el mismo suceso que el aviso crispo-20240314t2030-n76xrve8, que sigue abierto. Conviene seguir ese a partir de ahora.")]
    [TestCase(
        AlertKind.Opportunity, EndReason.Tragedy,
        ExpectedResult = "Retiramos lo dicho sobre «lights out»: lo más probable es que forme parte de una tragedia. No hay que publicar nada al respecto y conviene retirar lo que Crispo tuviera preparado.")]
    [TestCase(
        AlertKind.Opportunity, EndReason.Unsafe,
        ExpectedResult = "Retiramos lo dicho sobre «lights out»: ahora se habla de un asunto delicado. No hay que publicar nada al respecto y conviene retirar lo que Crispo tuviera preparado.")]
    [TestCase(
        AlertKind.Opportunity, EndReason.Threat,
        ExpectedResult = "Retiramos lo dicho sobre «lights out»: la conversación se ha vuelto en contra de Crispo. No hay que publicar nada al respecto y conviene retirar lo que Crispo tuviera preparado.")]
    [TestCase(
        AlertKind.Opportunity, EndReason.TakenBack,
        ExpectedResult = "Retiramos lo dicho sobre «lights out»: se ha borrado la mayor parte de las publicaciones. No hay que publicar nada al respecto y conviene retirar lo que Crispo tuviera preparado.")]
    [TestCase(
        AlertKind.Opportunity, EndReason.NotAuthentic,
        ExpectedResult = "Retiramos lo dicho sobre «lights out»: la mayor parte no parece venir de personas reales. No hay que publicar nada al respecto y conviene retirar lo que Crispo tuviera preparado.")]
    [TestCase(
        AlertKind.Threat, EndReason.Over,
        ExpectedResult = "Las críticas a Crispo en torno a «lights out» se han apagado: quedan unas 120 publicaciones por minuto, tras un máximo de 400. No hay nada más que hacer, salvo que vuelvan.")]
    [TestCase(
        AlertKind.Threat, EndReason.TakenBack,
        ExpectedResult = "Retiramos lo dicho sobre «lights out»: se ha borrado la mayor parte de las publicaciones. No hace falta reaccionar.")]
    [TestCase(
        AlertKind.Reinforce, EndReason.TooLate,
        ExpectedResult = "Se ha pasado el momento de actuar sobre «lights out», aunque todavía hay unas 120 publicaciones por minuto. Ya no queda nada que reforzar.")]
    public string Spanish(AlertKind kind, EndReason reason) => SummaryText.Of(Ended(kind, reason), SampleFacts.Voice(FramingLanguage.Spanish));

    [TestCase(
        AlertKind.Opportunity, EndReason.Over,
        ExpectedResult = "«lights out» ha esaurito la spinta: siamo a circa 120 post al minuto, contro un massimo di 400. Non conviene più intervenire.")]
    [TestCase(
        AlertKind.Opportunity, EndReason.TooLate,
        ExpectedResult = "È passato il momento di agire su «lights out», anche se il ritmo è ancora di circa 120 post al minuto. Non conviene più intervenire.")]
    [TestCase(
        AlertKind.Opportunity, EndReason.Merged,
        ExpectedResult = "Alla fine «lights out» è lo stesso evento dell'avviso crispo-20240314t2030-n76xrve8, che resta aperto. Conviene seguire quello d'ora in poi.")]
    [TestCase(
        AlertKind.Opportunity, EndReason.Tragedy,
        ExpectedResult = "Ritiriamo quanto detto su «lights out»: con ogni probabilità fa parte di una tragedia. Meglio non pubblicare nulla e ritirare ciò che Crispo aveva preparato.")]
    [TestCase(
        AlertKind.Opportunity, EndReason.Unsafe,
        ExpectedResult = "Ritiriamo quanto detto su «lights out»: ormai la discussione riguarda un argomento delicato. Meglio non pubblicare nulla e ritirare ciò che Crispo aveva preparato.")]
    [TestCase(
        AlertKind.Opportunity, EndReason.Threat,
        ExpectedResult = "Ritiriamo quanto detto su «lights out»: la discussione si è rivoltata contro Crispo. Meglio non pubblicare nulla e ritirare ciò che Crispo aveva preparato.")]
    [TestCase(
        AlertKind.Opportunity, EndReason.TakenBack,
        ExpectedResult = "Ritiriamo quanto detto su «lights out»: gran parte dei post è stata cancellata. Meglio non pubblicare nulla e ritirare ciò che Crispo aveva preparato.")]
    [TestCase(
        AlertKind.Opportunity, EndReason.NotAuthentic,
        ExpectedResult = "Ritiriamo quanto detto su «lights out»: per lo più non sembra venire da persone reali. Meglio non pubblicare nulla e ritirare ciò che Crispo aveva preparato.")]
    [TestCase(
        AlertKind.Threat, EndReason.Over,
        ExpectedResult = "Le critiche a Crispo attorno a «lights out» si sono spente: siamo a circa 120 post al minuto, contro un massimo di 400. Non c'è altro da fare, a meno che non riprendano.")]
    [TestCase(
        AlertKind.Threat, EndReason.TakenBack,
        ExpectedResult = "Ritiriamo quanto detto su «lights out»: gran parte dei post è stata cancellata. Non serve reagire.")]
    [TestCase(
        AlertKind.Reinforce, EndReason.TooLate,
        ExpectedResult = "È passato il momento di agire su «lights out», anche se il ritmo è ancora di circa 120 post al minuto. Non c'è più nulla da rilanciare.")]
    public string Italian(AlertKind kind, EndReason reason) => SummaryText.Of(Ended(kind, reason), SampleFacts.Voice(FramingLanguage.Italian));

    [TestCase(FramingLanguage.English, ExpectedResult = "We take back what we said about “lights out”: the talk is now about drugs, alcohol or tobacco")]
    [TestCase(FramingLanguage.Spanish, ExpectedResult = "Retiramos lo dicho sobre «lights out»: ahora se habla de drogas, alcohol o tabaco")]
    [TestCase(FramingLanguage.Italian, ExpectedResult = "Ritiriamo quanto detto su «lights out»: ormai la discussione riguarda droga, alcol o tabacco")]
    public string Unsafe_WithItsTopic_NamesIt(FramingLanguage language) => First(
        Ended(AlertKind.Opportunity, EndReason.Unsafe) with { Sensitive = "Illegal Drugs, Tobacco, eCigarettes, Vaping, Alcohol" }, language);

    [TestCase(FramingLanguage.English, ExpectedResult = "We take back what we said about “lights out”: most likely it is about terrorism")]
    [TestCase(FramingLanguage.Spanish, ExpectedResult = "Retiramos lo dicho sobre «lights out»: lo más probable es que trate de terrorismo")]
    [TestCase(FramingLanguage.Italian, ExpectedResult = "Ritiriamo quanto detto su «lights out»: con ogni probabilità riguarda un atto di terrorismo")]
    public string Tragedy_WithItsTopic_NamesIt(FramingLanguage language) => First(
        Ended(AlertKind.Opportunity, EndReason.Tragedy) with { Sensitive = "Terrorism" }, language);

    [TestCase(FramingLanguage.English, ExpectedResult = "The wave around Crispo's own post, “lights out”, has picked up again: some 120 posts a minute. There is no need to follow up.")]
    [TestCase(FramingLanguage.Spanish, ExpectedResult = "La ola de la publicación de Crispo, «lights out», ha vuelto a coger fuerza, con unas 120 publicaciones por minuto. No hace falta insistir.")]
    [TestCase(FramingLanguage.Italian, ExpectedResult = "L'onda del post di Crispo, «lights out», ha ripreso forza: siamo a circa 120 post al minuto. Non serve rilanciare.")]
    public string Over_WaveThatCameBack_NeedsNoHelp(FramingLanguage language) => SummaryText.Of(
        Ended(AlertKind.Reinforce, EndReason.Over) with { Momentum = Momentum.Rising }, SampleFacts.Voice(language));

    [TestCase(FramingLanguage.English, ExpectedResult = "The time to act on “lights out” is over")]
    [TestCase(FramingLanguage.Spanish, ExpectedResult = "Se ha pasado el momento de actuar sobre «lights out»")]
    [TestCase(FramingLanguage.Italian, ExpectedResult = "È passato il momento di agire su «lights out»")]
    public string TooLate_HardlyAPost_TellsNoPace(FramingLanguage language) => First(
        Ended(AlertKind.Opportunity, EndReason.TooLate) with { PerMinute = 0.02 }, language);

    [TestCase(FramingLanguage.English, FramingTone.Formal, ExpectedResult = "Please follow that one from now on.")]
    [TestCase(FramingLanguage.English, FramingTone.Friendly, ExpectedResult = "Just follow that one from now on.")]
    [TestCase(FramingLanguage.Spanish, FramingTone.Formal, ExpectedResult = "Siga ese, por favor, a partir de ahora.")]
    [TestCase(FramingLanguage.Spanish, FramingTone.Friendly, ExpectedResult = "Sigue ese a partir de ahora.")]
    [TestCase(FramingLanguage.Italian, FramingTone.Formal, ExpectedResult = "Segua quello, per favore, d'ora in poi.")]
    [TestCase(FramingLanguage.Italian, FramingTone.Friendly, ExpectedResult = "Segui quello d'ora in poi.")]
    public string Merged_AnyTone_AsksForTheOther(FramingLanguage language, FramingTone tone) =>
        SummaryText.Sentences(Ended(AlertKind.Opportunity, EndReason.Merged), SampleFacts.Voice(language, tone))[1];

    [TestCase(FramingLanguage.English, FramingTone.Neutral, ExpectedResult = "The profile of Crispo was removed: do not act on this any more.")]
    [TestCase(FramingLanguage.English, FramingTone.Formal, ExpectedResult = "The profile of Crispo was removed: please do not act on this any more.")]
    [TestCase(FramingLanguage.English, FramingTone.Friendly, ExpectedResult = "The profile of Crispo was removed: don't act on this any more.")]
    [TestCase(FramingLanguage.Spanish, FramingTone.Neutral, ExpectedResult = "El perfil de Crispo se ha retirado: no hay que hacer nada más con esto.")]
    [TestCase(FramingLanguage.Spanish, FramingTone.Formal, ExpectedResult = "El perfil de Crispo se ha retirado: no haga nada más con esto, por favor.")]
    [TestCase(FramingLanguage.Spanish, FramingTone.Friendly, ExpectedResult = "El perfil de Crispo se ha retirado: no hagas nada más con esto.")]
    [TestCase(FramingLanguage.Italian, FramingTone.Neutral, ExpectedResult = "Il profilo di Crispo è stato rimosso: non serve più fare nulla.")]
    [TestCase(FramingLanguage.Italian, FramingTone.Formal, ExpectedResult = "Il profilo di Crispo è stato rimosso: non faccia più nulla, per favore.")]
    [TestCase(FramingLanguage.Italian, FramingTone.Friendly, ExpectedResult = "Il profilo di Crispo è stato rimosso: non devi più fare nulla.")]
    public string BrandRemoved(FramingLanguage language, FramingTone tone) => SummaryText.Removed("Crispo", SampleFacts.Voice(language, tone));

    private static string First(FramingFacts facts, FramingLanguage language) => SummaryText.Sentences(facts, SampleFacts.Voice(language))[0].TrimEnd('.');

    private static FramingFacts Ended(AlertKind kind, EndReason reason)
    {
        bool isOver = reason is EndReason.Over or EndReason.TooLate or EndReason.Merged;
        return SampleFacts.Of(kind, isOver ? IncidentPhase.Expired : IncidentPhase.Retracted) with
        {
            EndedBecause = reason,
            IsOver = reason is EndReason.Over,
            MergedInto = reason is EndReason.Merged ? Other : null,
        };
    }
}
