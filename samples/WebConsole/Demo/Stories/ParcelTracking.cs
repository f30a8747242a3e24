using ConvLog;

namespace WebConsole.Demo.Stories;

/// <summary>Auf Deutsch: a parcel that cannot be found until its number is read correctly.</summary>
internal sealed class ParcelTracking : Story
{
    private const string Address = "Lindenallee 4b, 10115 Berlin";

    public override TimeSpan Ago => TimeSpan.FromHours(11);

    public override ConversationInfo Info => new("demo-parcel-tracking")
    {
        AgentId = "demo",
        AccountId = "demo",
        ProjectId = "demo",
        Channel = "webchat",
        UserId = "kunde-4402",
        Language = "de-DE",
    };

    public override IReadOnlyList<string> Tools => ["sendung_verfolgen", "umleiten"];

    public override async Task TellAsync(Stage stage)
    {
        await stage.TurnAsync("Hallo, wo bleibt mein Paket? Nummer 00340 4341 6209", async () =>
            await TrackAsync(stage, "0034043416209")
                ? "Ihr Paket ist unterwegs."
                : "Zu dieser Nummer finde ich nichts. Kann es sein, dass eine Ziffer fehlt? Sie hat zwanzig Stellen.");
        await stage.TurnAsync("Ach so, da stand noch etwas: 00340434162090000017", async () =>
        {
            await TrackAsync(stage, "00340434162090000017");
            return "Gefunden! Es liegt im Zustellzentrum und kommt heute zwischen 15 und 18 Uhr. Soll es an die übliche Adresse gehen?";
        });
        await stage.TurnAsync($"Nein, bitte zu meiner Nachbarin: {Address}".Hiding(Address), async () =>
        {
            await RedirectAsync(stage);
            return "Gern, das ist geändert. Kann ich sonst noch etwas für Sie tun?";
        });
        await stage.TurnAsync("Nein, danke schön!", "Sehr gern. Einen schönen Tag noch!");
        stage.Conv.AddFeedback(FeedbackRating.Like, "Hat sofort gemerkt, dass die Nummer zu kurz war.");
    }

    private static async Task<bool> TrackAsync(Stage stage, string number)
    {
        var conv = stage.Conv;
        using var call = stage.BeginFunction("sendung_verfolgen", arguments: new { nummer = number });
        bool isComplete = number.Length == 20;
        if (!isComplete)
        {
            conv.Log.Warning("Number looks too short", ("digits", number.Length), ("expected", 20));
        }

        using var reply = await stage.Backend.GetAsync(
            $"https://parcels.example/v1/{number}",
            isComplete ? 200 : 404,
            isComplete ? 233 : 118,
            isComplete ? """{"state":"out_for_delivery"}""" : """{"code":"unknown_parcel"}""");
        await conv.LogApiResponseAsync(reply.Response, reply.Elapsed, overrideUrl: "https://parcels.example/v1/{number}");
        if (!reply.IsSuccess)
        {
            conv.Log.Warning("No results", ("count", 0), ("status", reply.Status));
            call.Fail("unknown_parcel");
            return false;
        }

        conv.Log.Info("Results found", ("count", 1), ("state", "out_for_delivery"), ("depot", "Berlin-Nord"));
        conv.SetState("sendungsnummer", number);
        call.Complete(new { state = "out_for_delivery", window = "15:00-18:00" });
        return true;
    }

    private static async Task RedirectAsync(Stage stage)
    {
        var conv = stage.Conv;
        using var call = stage.BeginFunction("umleiten", arguments: new { adresse = Address });
        conv.Log.Info("Neue Adresse erfasst", LogField.Pii("adresse", Address, shown: "10115 Berlin"));
        using var reply = await stage.Backend.PutAsync("https://parcels.example/v1/00340434162090000017/destination", 200, 307);
        await conv.LogApiResponseAsync(reply.Response, reply.Elapsed, overrideUrl: "https://parcels.example/v1/{number}/destination");
        conv.Log.Info("Redirected", ("kind", "neighbour"));
        call.Complete(new { redirected = true });
    }
}
