using ConvLog;

namespace WebConsole.Demo.Stories;

/// <summary>En español: no internet. The status service fails twice, two probes run at once, and a person takes over for a while.</summary>
internal sealed class TelecomOutage : Story
{
    private const string Holder = "Inés Valdemoro";
    private const string Technician = "Marta Ibarra";
    private const string Address = "Calle del Olmo 12, 3.º B";

    public override TimeSpan Ago => TimeSpan.FromHours(20);

    public override ConversationInfo Info => new("demo-telecom-outage")
    {
        AgentId = "demo",
        AccountId = "demo",
        ProjectId = "demo",
        Channel = "voice",
        Direction = ConversationDirection.Inbound,
        FromNumber = "+34910555017",
        ToNumber = "+34910555001",
        UserId = "cliente-2051",
        Language = "es-ES",
    };

    public override IReadOnlyList<string> Tools => ["consultar_averias", "probe_router", "probe_fibre"];

    public override async Task TellAsync(Stage stage)
    {
        var conv = stage.Conv;
        conv.Log.Info("Call answered", ("queue", "averias"), ("waited_seconds", 14));
        await stage.GreetAsync("Hola, gracias por llamar. ¿En qué puedo ayudarle?");
        await stage.TurnAsync("Desde esta mañana no tengo internet en casa.", "Lo siento mucho. ¿A nombre de quién está la línea y en qué dirección?");
        await stage.TurnAsync($"A nombre de {Holder}, {Address}.".Hiding(Holder, Address), async () =>
        {
            conv.CurrentTurn!.Say("Un momento, por favor.", filler: true);
            bool isKnown = await LookUpOutagesAsync(stage);
            return isKnown
                ? "Hay una avería en su zona."
                : "Ahora mismo no puedo consultar las averías de su zona. Voy a comprobar su línea, un momento.";
        });
        await stage.TurnAsync("Vale, espero.", async () =>
        {
            stage.AsksFor(("probe_router", null, null), ("probe_fibre", null, null));
            await Task.WhenAll(ProbeAsync(stage, "probe_router", 2_140, isReachable: false), ProbeAsync(stage, "probe_fibre", 870, isReachable: true));
            return "La fibra llega bien, pero su router no responde. Le paso con un técnico que se lo reinicia a distancia.";
        });
        conv.HandOff("tecnicos-n2", "router_unreachable", Technician);
        conv.WriteMetric("HANDED_OFF", true, writeOnce: true);
        await stage.PersonTurnAsync("¿Hola?", "Buenos días, acabo de reiniciar su router desde aquí. ¿Ya tiene conexión?");
        await stage.PersonTurnAsync("Sí, ya va. Muchas gracias.", "Perfecto, le dejo otra vez con el asistente.");
        conv.HandBack("line_restored");
        await stage.InterruptedTurnAsync(
            "Pues nada más.", "Gracias a usted. Le envío un resumen de la avería y una encuesta muy breve.", heard: "Gracias a usted.");
        conv.End(EndReason.UserEnded);
        conv.AddNote("El servicio de averías dio 503 toda la mañana; ya está avisado el proveedor.", "turno-noche");
    }

    private static async Task<bool> LookUpOutagesAsync(Stage stage)
    {
        var conv = stage.Conv;
        using var call = stage.BeginFunction("consultar_averias", "call_av", new { titular = Holder, direccion = Address });
        conv.Log.Info("Titular identificado", isPii: true, ("titular", Holder), ("direccion", Address));
        conv.Log.Info("Titular identificado [redacted]");
        for (int attempt = 1; attempt <= 3; attempt++)
        {
            using var reply = await stage.Backend.GetAsync("https://outages.example/v2/areas/28012", 503, 240 * attempt,
                """{"error":"upstream connect error"}""");
            await conv.LogApiResponseAsync(reply.Response, reply.Elapsed, overrideUrl: "https://outages.example/v2/areas/{postcode}");
            if (attempt < 3)
            {
                conv.Log.Warning("Outage service unavailable, trying again", ("status", 503), ("retriable", true), ("attempt", attempt));
                await stage.TakesAsync(300 * attempt);
            }
        }

        var exception = new HttpRequestException("Response status code does not indicate success: 503 (Service Unavailable).");
        conv.Log.Error("Outage service unavailable", exception, ("status", 503), ("retriable", true), ("attempt", 3));
        call.Fail(exception);
        return false;
    }

    private static async Task ProbeAsync(Stage stage, string name, int milliseconds, bool isReachable)
    {
        using var call = stage.BeginFunction(name);
        call.Log.Info("Probe sent", ("timeout_ms", 2_000));
        await stage.TakesAsync(milliseconds);
        if (isReachable)
        {
            call.Log.Info("Signal good", ("dbm", -17.4));
            call.Complete(new { reachable = true });
        }
        else
        {
            call.Log.Warning("No answer", ("waited_ms", milliseconds));
            call.Fail(new TimeoutException("No answer from the device within 2 s."));
        }
    }
}
