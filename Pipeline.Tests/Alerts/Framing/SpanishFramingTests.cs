using NUnit.Framework;
using RtmPipeline.Alerts;
using RtmPipeline.Alerts.Framing;

namespace RtmPipeline.Tests.Alerts.Framing;

/// <summary>Whole summaries in Spanish: each kind in each phase, and the edges of the facts.</summary>
internal sealed class SpanishFramingTests
{
    [TestCase(
        AlertKind.Opportunity, IncidentPhase.Raised,
        ExpectedResult = "«lights out» se ha disparado en los últimos 4 minutos: lo comentan por ahora unas 25 personas, con unas 290 publicaciones por minuto, unas 35 veces lo habitual, y predomina el tono positivo. Entra en el terreno de Crispo («stadium») y aún no hemos visto noticias al respecto; se esperan unas 330 publicaciones más en la próxima hora, así que hay margen hasta las 21:10 UTC.")]
    [TestCase(
        AlertKind.Opportunity, IncidentPhase.Updated,
        ExpectedResult = "«lights out» sigue creciendo: lo comentan por ahora unas 25 personas, con unas 290 publicaciones por minuto, unas 35 veces lo habitual. Se esperan unas 330 publicaciones más en la próxima hora, así que ahora hay margen hasta las 21:10 UTC.")]
    [TestCase(
        AlertKind.Opportunity, IncidentPhase.Escalated,
        ExpectedResult = "«lights out» crece con mucha más fuerza: lo comentan por ahora unas 25 personas, con unas 290 publicaciones por minuto, unas 35 veces lo habitual, y predomina el tono positivo. Entra en el terreno de Crispo («stadium») y aún no hemos visto noticias al respecto; se esperan unas 330 publicaciones más en la próxima hora, así que hay margen hasta las 21:10 UTC.")]
    [TestCase(
        AlertKind.Opportunity, IncidentPhase.Peaked,
        ExpectedResult = "Lo de «lights out» ya ha tocado techo: quedan unas 120 publicaciones por minuto, tras un máximo de 400. Si Crispo tiene algo listo, debería salir antes de las 21:10 UTC; si no, mejor dejarlo pasar.")]
    [TestCase(
        AlertKind.Opportunity, IncidentPhase.Expired,
        ExpectedResult = "«lights out» ya no da más de sí: quedan unas 120 publicaciones por minuto, tras un máximo de 400. Ya no compensa sumarse.")]
    [TestCase(
        AlertKind.Opportunity, IncidentPhase.Retracted,
        ExpectedResult = "Retiramos lo dicho sobre «lights out»: no es lo que parecía. No hay que publicar nada al respecto y conviene retirar lo que Crispo tuviera preparado.")]
    [TestCase(
        AlertKind.Threat, IncidentPhase.Raised,
        ExpectedResult = "Las críticas a Crispo en torno a «lights out» se acumulan desde hace 4 minutos: lo comentan por ahora unas 25 personas, con unas 290 publicaciones por minuto, unas 35 veces lo habitual, la mayoría en tono negativo. Conviene decidir antes de las 21:10 UTC si Crispo debe responder.")]
    [TestCase(
        AlertKind.Threat, IncidentPhase.Updated,
        ExpectedResult = "Las críticas a Crispo en torno a «lights out» siguen creciendo: lo comentan por ahora unas 25 personas, con unas 290 publicaciones por minuto, unas 35 veces lo habitual. Conviene decidir antes de las 21:10 UTC si Crispo debe responder.")]
    [TestCase(
        AlertKind.Threat, IncidentPhase.Escalated,
        ExpectedResult = "Las críticas a Crispo en torno a «lights out» crecen con mucha más fuerza: lo comentan por ahora unas 25 personas, con unas 290 publicaciones por minuto, unas 35 veces lo habitual, la mayoría en tono negativo. Conviene decidir antes de las 21:10 UTC si Crispo debe responder.")]
    [TestCase(
        AlertKind.Threat, IncidentPhase.Peaked,
        ExpectedResult = "Las críticas a Crispo en torno a «lights out» van remitiendo: quedan unas 120 publicaciones por minuto, tras un máximo de 400. Conviene no perderlas de vista hasta las 21:10 UTC.")]
    [TestCase(
        AlertKind.Threat, IncidentPhase.Expired,
        ExpectedResult = "Las críticas a Crispo en torno a «lights out» se han apagado: quedan unas 120 publicaciones por minuto, tras un máximo de 400. No hay nada más que hacer, salvo que vuelvan.")]
    [TestCase(
        AlertKind.Threat, IncidentPhase.Retracted,
        ExpectedResult = "Retiramos lo dicho sobre «lights out»: no es lo que parecía. No hace falta reaccionar.")]
    [TestCase(
        AlertKind.Hold, IncidentPhase.Raised,
        ExpectedResult = "«lights out» circula desde hace 4 minutos y lo más probable es que trate de muertos, heridos o un conflicto armado: lo comentan por ahora unas 25 personas, con unas 290 publicaciones por minuto, unas 35 veces lo habitual. Conviene pausar lo que Crispo tenga programado hasta que se aclare qué ha pasado.")]
    [TestCase(
        AlertKind.Hold, IncidentPhase.Updated,
        ExpectedResult = "«lights out», que probablemente trata de muertos, heridos o un conflicto armado, sigue creciendo: lo comentan por ahora unas 25 personas, con unas 290 publicaciones por minuto, unas 35 veces lo habitual. Conviene mantener en pausa todo lo que Crispo tenga programado.")]
    [TestCase(
        AlertKind.Hold, IncidentPhase.Escalated,
        ExpectedResult = "«lights out», que probablemente trata de muertos, heridos o un conflicto armado, crece con mucha más fuerza: lo comentan por ahora unas 25 personas, con unas 290 publicaciones por minuto, unas 35 veces lo habitual. Conviene mantener en pausa todo lo que Crispo tenga programado.")]
    [TestCase(
        AlertKind.Hold, IncidentPhase.Peaked,
        ExpectedResult = "Lo de «lights out» ya ha tocado techo: quedan unas 120 publicaciones por minuto, tras un máximo de 400. Conviene mantener en pausa todo lo que Crispo tenga programado.")]
    [TestCase(
        AlertKind.Hold, IncidentPhase.Expired,
        ExpectedResult = "Ya casi no se habla de «lights out»: quedan unas 120 publicaciones por minuto, tras un máximo de 400. Hay que comprobar qué ha pasado antes de retomar lo que Crispo tenía en pausa.")]
    [TestCase(
        AlertKind.Hold, IncidentPhase.Retracted,
        ExpectedResult = "Al final «lights out» no parece tratar de muertos, heridos o un conflicto armado. Conviene revisarlo y retomar lo que Crispo había pausado, si todo está en orden.")]
    [TestCase(
        AlertKind.Reinforce, IncidentPhase.Raised,
        ExpectedResult = "La ola de la publicación de Crispo, «lights out», se apaga antes de lo previsto: quedan unas 120 publicaciones por minuto, tras un máximo de 400. Para que no decaiga, Crispo debería insistir antes de las 21:10 UTC.")]
    [TestCase(
        AlertKind.Reinforce, IncidentPhase.Updated,
        ExpectedResult = "La ola de la publicación de Crispo, «lights out», se apaga antes de lo previsto: quedan unas 120 publicaciones por minuto, tras un máximo de 400. Para que no decaiga, Crispo debería insistir antes de las 21:10 UTC.")]
    [TestCase(
        AlertKind.Reinforce, IncidentPhase.Escalated,
        ExpectedResult = "La ola de la publicación de Crispo, «lights out», se apaga aún más deprisa: quedan unas 120 publicaciones por minuto, tras un máximo de 400. Para que no decaiga, Crispo debería insistir antes de las 21:10 UTC.")]
    [TestCase(
        AlertKind.Reinforce, IncidentPhase.Peaked,
        ExpectedResult = "La ola de la publicación de Crispo, «lights out», se apaga antes de lo previsto: quedan unas 120 publicaciones por minuto, tras un máximo de 400. Para que no decaiga, Crispo debería insistir antes de las 21:10 UTC.")]
    [TestCase(
        AlertKind.Reinforce, IncidentPhase.Expired,
        ExpectedResult = "«lights out» ya no da más de sí: quedan unas 120 publicaciones por minuto, tras un máximo de 400. Ya no queda nada que reforzar.")]
    [TestCase(
        AlertKind.Reinforce, IncidentPhase.Retracted,
        ExpectedResult = "Retiramos lo dicho sobre «lights out»: no es lo que parecía. No hace falta reaccionar.")]
    [TestCase(
        AlertKind.Calendar, IncidentPhase.Raised,
        ExpectedResult = "Empieza «lights out», que Crispo tenía previsto: lo comentan por ahora unas 25 personas, con unas 290 publicaciones por minuto, unas 35 veces lo habitual, y predomina el tono positivo. Lo que Crispo tiene preparado encaja ahora y hasta las 21:10 UTC.")]
    [TestCase(
        AlertKind.Calendar, IncidentPhase.Updated,
        ExpectedResult = "«lights out» sigue creciendo: lo comentan por ahora unas 25 personas, con unas 290 publicaciones por minuto, unas 35 veces lo habitual. Lo que Crispo tiene preparado encaja ahora y hasta las 21:10 UTC.")]
    [TestCase(
        AlertKind.Calendar, IncidentPhase.Escalated,
        ExpectedResult = "«lights out» crece con mucha más fuerza: lo comentan por ahora unas 25 personas, con unas 290 publicaciones por minuto, unas 35 veces lo habitual, y predomina el tono positivo. Lo que Crispo tiene preparado encaja ahora y hasta las 21:10 UTC.")]
    [TestCase(
        AlertKind.Calendar, IncidentPhase.Peaked,
        ExpectedResult = "Lo de «lights out» ya ha tocado techo: quedan unas 120 publicaciones por minuto, tras un máximo de 400. Si Crispo tiene algo listo, debería salir antes de las 21:10 UTC; si no, mejor dejarlo pasar.")]
    [TestCase(
        AlertKind.Calendar, IncidentPhase.Expired,
        ExpectedResult = "«lights out» ya no da más de sí: quedan unas 120 publicaciones por minuto, tras un máximo de 400. Ya no compensa sumarse.")]
    [TestCase(
        AlertKind.Calendar, IncidentPhase.Retracted,
        ExpectedResult = "Retiramos lo dicho sobre «lights out»: no es lo que parecía. No hay que publicar nada al respecto y conviene retirar lo que Crispo tuviera preparado.")]
    public string Kind(AlertKind kind, IncidentPhase phase) => SummaryText.Of(SampleFacts.Of(kind, phase), SampleFacts.Voice(FramingLanguage.Spanish));

    [TestCase(
        "one person",
        ExpectedResult = "«lights out» se ha disparado en los últimos 4 minutos: lo comenta por ahora una persona. Entra en el terreno de Crispo («stadium») y aún no hemos visto noticias al respecto; hay margen hasta las 21:10 UTC.")]
    [TestCase(
        "never heard of",
        ExpectedResult = "«lights out» se ha disparado en los últimos 4 minutos: lo comentan por ahora unas 25 personas, con unas 290 publicaciones por minuto, cuando casi nunca se habla de ello, y predomina el tono positivo. Entra en el terreno de Crispo («stadium») y aún no hemos visto noticias al respecto; se esperan unas 330 publicaciones más en la próxima hora, así que hay margen hasta las 21:10 UTC.")]
    [TestCase(
        "just now",
        ExpectedResult = "«lights out» acaba de dispararse: lo comentan por ahora unas 25 personas, con unas 290 publicaciones por minuto, unas 35 veces lo habitual, y predomina el tono positivo. Entra en el terreno de Crispo («stadium») y aún no hemos visto noticias al respecto; se esperan unas 330 publicaciones más en la próxima hora, así que hay margen hasta las 21:10 UTC.")]
    [TestCase(
        "two hours",
        ExpectedResult = "«lights out» no deja de crecer desde las 18:38 UTC: lo han comentado unas 4.000 personas en la última hora, con unas 290 publicaciones por minuto, unas 35 veces lo habitual, y predomina el tono positivo. Entra en el terreno de Crispo («stadium») y aún no hemos visto noticias al respecto; se esperan unas 330 publicaciones más en la próxima hora, así que hay margen hasta las 21:10 UTC.")]
    [TestCase(
        "over midnight",
        ExpectedResult = "«lights out» se ha disparado en los últimos 4 minutos: lo comentan por ahora unas 25 personas, con unas 290 publicaciones por minuto, unas 35 veces lo habitual, y predomina el tono positivo. Entra en el terreno de Crispo («stadium») y aún no hemos visto noticias al respecto; se esperan unas 330 publicaciones más en la próxima hora, así que hay margen hasta la 01:10 UTC.")]
    [TestCase(
        "since yesterday",
        ExpectedResult = "«lights out» no deja de crecer desde las 22:40 UTC de ayer: lo han comentado unas 25 personas en la última hora, con unas 290 publicaciones por minuto, unas 35 veces lo habitual, y predomina el tono positivo. Entra en el terreno de Crispo («stadium») y aún no hemos visto noticias al respecto; se esperan unas 330 publicaciones más en la próxima hora, así que hay margen hasta la 01:00 UTC de mañana.")]
    [TestCase(
        "the brand itself",
        ExpectedResult = "«lights out» se ha disparado en los últimos 4 minutos: lo comentan por ahora unas 25 personas, con unas 290 publicaciones por minuto, unas 35 veces lo habitual, y predomina el tono positivo. La gente nombra a Crispo y aún no hemos visto noticias al respecto; se esperan unas 330 publicaciones más en la próxima hora, así que hay margen hasta las 21:10 UTC.")]
    [TestCase(
        "a product",
        ExpectedResult = "«lights out» se ha disparado en los últimos 4 minutos: lo comentan por ahora unas 25 personas, con unas 290 publicaciones por minuto, unas 35 veces lo habitual, y predomina el tono positivo. Se menciona Crispo Minis y aún no hemos visto noticias al respecto; se esperan unas 330 publicaciones más en la próxima hora, así que hay margen hasta las 21:10 UTC.")]
    [TestCase(
        "two people",
        ExpectedResult = "«lights out» se ha disparado en los últimos 4 minutos: lo comentan por ahora unas 25 personas, con unas 290 publicaciones por minuto, unas 35 veces lo habitual, y predomina el tono positivo. Se menciona a Nora Valcanti e Ivo Berti y aún no hemos visto noticias al respecto; se esperan unas 330 publicaciones más en la próxima hora, así que hay margen hasta las 21:10 UTC.")]
    [TestCase(
        "a competitor",
        ExpectedResult = "«lights out» se ha disparado en los últimos 4 minutos: lo comentan por ahora unas 25 personas, con unas 290 publicaciones por minuto, unas 35 veces lo habitual, y predomina el tono positivo. Se menciona a la competencia (Bontelle) y aún no hemos visto noticias al respecto; se esperan unas 330 publicaciones más en la próxima hora, así que hay margen hasta las 21:10 UTC.")]
    [TestCase(
        "two words",
        ExpectedResult = "«lights out» se ha disparado en los últimos 4 minutos: lo comentan por ahora unas 25 personas, con unas 290 publicaciones por minuto, unas 35 veces lo habitual, y predomina el tono positivo. Entra en el terreno de Crispo («stadium» y «milk») y aún no hemos visto noticias al respecto; se esperan unas 330 publicaciones más en la próxima hora, así que hay margen hasta las 21:10 UTC.")]
    [TestCase(
        "its own word",
        ExpectedResult = "«halftime» se ha disparado en los últimos 4 minutos: lo comentan por ahora unas 25 personas, con unas 290 publicaciones por minuto, unas 35 veces lo habitual, y predomina el tono positivo. Entra de lleno en el terreno de Crispo y aún no hemos visto noticias al respecto; se esperan unas 330 publicaciones más en la próxima hora, así que hay margen hasta las 21:10 UTC.")]
    [TestCase(
        "a theme",
        ExpectedResult = "«lights out» se ha disparado en los últimos 4 minutos: lo comentan por ahora unas 25 personas, con unas 290 publicaciones por minuto, unas 35 veces lo habitual, y predomina el tono positivo. Entra en los temas de Crispo (fútbol americano) y aún no hemos visto noticias al respecto; se esperan unas 330 publicaciones más en la próxima hora, así que hay margen hasta las 21:10 UTC.")]
    [TestCase(
        "no reason",
        ExpectedResult = "«lights out» se ha disparado en los últimos 4 minutos: lo comentan por ahora unas 25 personas, con unas 290 publicaciones por minuto, unas 35 veces lo habitual, y predomina el tono positivo. Aún no hemos visto noticias al respecto; se esperan unas 330 publicaciones más en la próxima hora, así que hay margen hasta las 21:10 UTC.")]
    [TestCase(
        "in the news",
        ExpectedResult = "«lights out» se ha disparado en los últimos 4 minutos: lo comentan por ahora unas 25 personas, con unas 290 publicaciones por minuto, unas 35 veces lo habitual, y predomina el tono positivo. Entra en el terreno de Crispo («stadium») y está en las noticias desde las 20:18 UTC; se esperan unas 330 publicaciones más en la próxima hora, así que hay margen hasta las 21:10 UTC.")]
    [TestCase(
        "fresh news",
        ExpectedResult = "«lights out» se ha disparado en los últimos 4 minutos: lo comentan por ahora unas 25 personas, con unas 290 publicaciones por minuto, unas 35 veces lo habitual, y predomina el tono positivo. Entra en el terreno de Crispo («stadium») y está en las noticias desde las 20:18 UTC, aunque en pocos medios; se esperan unas 330 publicaciones más en la próxima hora, así que hay margen hasta las 21:10 UTC.")]
    [TestCase(
        "another language",
        ExpectedResult = "«lights out» se ha disparado en los últimos 4 minutos: lo comentan por ahora unas 25 personas, sobre todo en francés, con unas 290 publicaciones por minuto, unas 35 veces lo habitual, y predomina el tono positivo. Entra en el terreno de Crispo («stadium») y aún no hemos visto noticias al respecto; se esperan unas 330 publicaciones más en la próxima hora, así que hay margen hasta las 21:10 UTC.")]
    [TestCase(
        "two languages",
        ExpectedResult = "«lights out» se ha disparado en los últimos 4 minutos: lo comentan por ahora unas 25 personas, en portugués e italiano, con unas 290 publicaciones por minuto, unas 35 veces lo habitual, y predomina el tono positivo. Entra en el terreno de Crispo («stadium») y aún no hemos visto noticias al respecto; se esperan unas 330 publicaciones más en la próxima hora, así que hay margen hasta las 21:10 UTC.")]
    [TestCase(
        "mixed mood",
        ExpectedResult = "«lights out» se ha disparado en los últimos 4 minutos: lo comentan por ahora unas 25 personas, con unas 290 publicaciones por minuto, unas 35 veces lo habitual, y hay opiniones de todo tipo. Entra en el terreno de Crispo («stadium») y aún no hemos visto noticias al respecto; se esperan unas 330 publicaciones más en la próxima hora, así que hay margen hasta las 21:10 UTC.")]
    [TestCase(
        "a hashtag",
        ExpectedResult = "#blackout se ha disparado en los últimos 4 minutos: lo comentan por ahora unas 25 personas, con unas 290 publicaciones por minuto, unas 35 veces lo habitual, y predomina el tono positivo. Entra en el terreno de Crispo («stadium») y aún no hemos visto noticias al respecto; se esperan unas 330 publicaciones más en la próxima hora, así que hay margen hasta las 21:10 UTC.")]
    [TestCase(
        "climbing since long",
        ExpectedResult = "«lights out» da que hablar desde las 15:38 UTC: lo han comentado unas 25 personas en la última hora, con unas 290 publicaciones por minuto, unas 35 veces lo habitual, y predomina el tono positivo. Entra en el terreno de Crispo («stadium») y aún no hemos visto noticias al respecto; se esperan unas 330 publicaciones más en la próxima hora, así que hay margen hasta las 21:10 UTC.")]
    [TestCase(
        "holding steady",
        ExpectedResult = "«lights out» se mantiene: lo comentan por ahora unas 25 personas, con unas 290 publicaciones por minuto, unas 35 veces lo habitual. Se esperan unas 330 publicaciones más en la próxima hora, así que ahora hay margen hasta las 21:10 UTC.")]
    [TestCase(
        "slowing down",
        ExpectedResult = "«lights out» va perdiendo fuerza: lo comentan por ahora unas 25 personas, con unas 290 publicaciones por minuto, unas 35 veces lo habitual. Se esperan unas 330 publicaciones más en la próxima hora, así que ahora hay margen hasta las 21:10 UTC.")]
    [TestCase(
        "late but loud",
        ExpectedResult = "Se ha pasado el momento de actuar sobre «lights out», aunque todavía hay unas 190 publicaciones por minuto. Ya no compensa sumarse.")]
    [TestCase(
        "died to nothing",
        ExpectedResult = "«lights out» ya no da más de sí: queda una publicación por hora, tras un máximo de 400 por minuto. Ya no compensa sumarse.")]
    [TestCase(
        "taken back as unsafe",
        ExpectedResult = "Retiramos lo dicho sobre «lights out»: lo más probable es que trate de terrorismo. No hay que publicar nada al respecto y conviene retirar lo que Crispo tuviera preparado.")]
    [TestCase(
        "hold without a name",
        ExpectedResult = "«lights out» circula desde hace 4 minutos y lo más probable es que trate de un asunto delicado: lo comentan por ahora unas 25 personas, con unas 290 publicaciones por minuto, unas 35 veces lo habitual. Conviene pausar lo que Crispo tenga programado hasta que se aclare qué ha pasado.")]
    [TestCase(
        "millions",
        ExpectedResult = "«lights out» se ha disparado en los últimos 4 minutos: lo comentan por ahora unos 1,2 millones de personas, con unas 230.000 publicaciones por minuto, unas 35 veces lo habitual, y predomina el tono positivo. Entra en el terreno de Crispo («stadium») y aún no hemos visto noticias al respecto; se esperan unos 2,4 millones de publicaciones más en la próxima hora, así que hay margen hasta las 21:10 UTC.")]
    public string Edge(string name) => SummaryText.Of(EdgeFacts.Of(name), SampleFacts.Voice(FramingLanguage.Spanish));

    [TestCase(
        FramingTone.Neutral, AlertKind.Opportunity, IncidentPhase.Raised,
        ExpectedResult = "Entra en el terreno de Crispo («stadium») y aún no hemos visto noticias al respecto; se esperan unas 330 publicaciones más en la próxima hora, así que hay margen hasta las 21:10 UTC.")]
    [TestCase(
        FramingTone.Neutral, AlertKind.Hold, IncidentPhase.Raised,
        ExpectedResult = "Conviene pausar lo que Crispo tenga programado hasta que se aclare qué ha pasado.")]
    [TestCase(
        FramingTone.Neutral, AlertKind.Opportunity, IncidentPhase.Expired,
        ExpectedResult = "Ya no compensa sumarse.")]
    [TestCase(
        FramingTone.Neutral, AlertKind.Threat, IncidentPhase.Raised,
        ExpectedResult = "Conviene decidir antes de las 21:10 UTC si Crispo debe responder.")]
    [TestCase(
        FramingTone.Formal, AlertKind.Opportunity, IncidentPhase.Raised,
        ExpectedResult = "Entra en el terreno de Crispo («stadium») y aún no hemos visto noticias al respecto; se esperan unas 330 publicaciones más en la próxima hora, así que tiene usted margen hasta las 21:10 UTC.")]
    [TestCase(
        FramingTone.Formal, AlertKind.Hold, IncidentPhase.Raised,
        ExpectedResult = "Pause, por favor, lo que Crispo tenga programado hasta que se aclare qué ha pasado.")]
    [TestCase(
        FramingTone.Formal, AlertKind.Opportunity, IncidentPhase.Expired,
        ExpectedResult = "Ya no compensa sumarse.")]
    [TestCase(
        FramingTone.Formal, AlertKind.Threat, IncidentPhase.Raised,
        ExpectedResult = "Decida, por favor, antes de las 21:10 UTC si Crispo debe responder.")]
    [TestCase(
        FramingTone.Friendly, AlertKind.Opportunity, IncidentPhase.Raised,
        ExpectedResult = "Entra en el terreno de Crispo («stadium») y aún no hemos visto noticias al respecto; se esperan unas 330 publicaciones más en la próxima hora, así que tienes margen hasta las 21:10 UTC.")]
    [TestCase(
        FramingTone.Friendly, AlertKind.Hold, IncidentPhase.Raised,
        ExpectedResult = "Pausa lo que Crispo tenga programado hasta que se aclare qué ha pasado.")]
    [TestCase(
        FramingTone.Friendly, AlertKind.Opportunity, IncidentPhase.Expired,
        ExpectedResult = "Mejor déjalo pasar.")]
    [TestCase(
        FramingTone.Friendly, AlertKind.Threat, IncidentPhase.Raised,
        ExpectedResult = "Decide antes de las 21:10 UTC si Crispo debe responder.")]
    public string Tone(FramingTone tone, AlertKind kind, IncidentPhase phase) =>
        SummaryText.Sentences(SampleFacts.Of(kind, phase), SampleFacts.Voice(FramingLanguage.Spanish, tone))[1];

    [TestCase(
        0,
        ExpectedResult = "Para no hacer ruido, en las últimas 6 horas se han retenido 5 oportunidades y una amenaza para Crispo; lo más sonado fue «lights out».")]
    [TestCase(
        1,
        ExpectedResult = "Para no hacer ruido, en la última hora se ha retenido una ola que se apaga para Crispo: #blackout.")]
    [TestCase(
        2,
        ExpectedResult = "No se ha retenido nada para Crispo en las últimas 24 horas.")]
    public string Digest(int number) => SummaryText.Digest(EdgeFacts.Digests()[number], SampleFacts.Voice(FramingLanguage.Spanish));
}
