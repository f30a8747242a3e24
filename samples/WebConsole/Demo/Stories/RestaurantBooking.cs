using ConvLog;

namespace WebConsole.Demo.Stories;

/// <summary>A table for two. The slot is taken between search and booking; the agent finds another.</summary>
internal sealed class RestaurantBooking : Story
{
    private const string Phone = "+1 415 555 0134";

    public override TimeSpan Ago => TimeSpan.FromMinutes(42);

    public override ConversationInfo Info => new("demo-restaurant-booking")
    {
        AgentId = "demo",
        AccountId = "demo",
        ProjectId = "demo",
        Channel = "webchat",
        UserId = "guest-mara",
        Language = "en-US",
        VariantId = "B",
    };

    public override IReadOnlyList<string> Tools => ["find_tables", "book_table"];

    public override async Task TellAsync(Stage stage)
    {
        var conv = stage.Conv;
        await stage.TurnAsync("Hi! Do you have a table for two on Friday, around 8?", async () =>
        {
            string[] free = await FindTablesAsync(stage, party: 2, day: "Friday", around: "20:00");
            return $"We do: {string.Join(" and ", free)} are free on Friday. Which one would you like?";
        });
        await stage.TurnAsync("8 o'clock please", "Lovely. Which number can we reach you at, in case something changes?");
        await stage.TurnAsync($"It's {Phone}".Hiding(Phone), async () => await BookTableAsync(stage, "20:00")
            ? "You are booked for Friday at 20:00."
            : "I'm sorry, somebody has just taken 20:00. I can give you 20:30, by the window. Shall I?");
        await stage.TurnAsync("ok, 20:30 then", async () =>
        {
            await BookTableAsync(stage, "20:30");
            return "Done: two people, Friday at 20:30. See you then!";
        });
        conv.WriteMetric("BOOKED", true, writeOnce: true);
        conv.AddFeedback(FeedbackRating.Like, "Fast, and it found me another time by itself.");
        conv.Score("csat", 5, ScoreSource.User);
        conv.Score("goal reached", true, ScoreSource.Model, "A table was booked.", "judge", "1");
        conv.AddLabel("good example", "quality-team");
    }

    private static async Task<string[]> FindTablesAsync(Stage stage, int party, string day, string around)
    {
        var conv = stage.Conv;
        using var call = stage.BeginFunction("find_tables", "call_01", new { party, day, around });
        conv.Log.Info("Validated inputs", ("validation_passed", true), ("missing_fields", Array.Empty<string>()));
        using var reply = await stage.Backend.GetAsync("https://tables.example/v1/availability?party=2", 200, 184, """{"free":["20:00","20:30"]}""");
        await conv.LogApiResponseAsync(reply.Response, reply.Elapsed);
        string[] free = ["20:00", "20:30"];
        conv.Log.Info("Results found", ("count", free.Length), LogField.Of("times", free));
        conv.SetState("party", party);
        conv.SetState("day", day);
        call.Complete(free);
        return free;
    }

    private static async Task<bool> BookTableAsync(Stage stage, string time)
    {
        var conv = stage.Conv;
        using var call = stage.BeginFunction("book_table", $"call_{time[..2]}{time[3..]}", new { party = 2, day = "Friday", time, phone = Phone });
        conv.Log.Info("Guest number captured", LogField.Pii("phone", Phone, shown: "+1 415 *** ****"));
        await SaveGuestAsync(stage);

        bool isTaken = time is "20:00";
        using var reply = await stage.Backend.PostAsync(
            "https://tables.example/v1/restaurants/r-204/bookings",
            isTaken ? 409 : 201,
            isTaken ? 431 : 298,
            isTaken ? """{"code":"slot_taken","next_free":"20:30"}""" : """{"id":"b-7731"}""");
        await conv.LogApiResponseAsync(reply.Response, reply.Elapsed, overrideUrl: "https://tables.example/v1/restaurants/{id}/bookings");
        if (!reply.IsSuccess)
        {
            conv.Log.Error("Slot unavailable", ("status", reply.Status), ("retriable", false), ("attempt", 1));
            conv.Log.Warning("Offering the nearest slot", ("requested", time), ("offered", "20:30"));
            call.Fail("409 slot_taken");
            return false;
        }

        conv.Log.Info("Table booked", ("booking", "b-7731"), ("time", time));
        conv.SetState("time", time);
        call.Complete(new { booking = "b-7731" });
        return true;
    }

    // Called by the booking, so it appears inside it.
    private static async Task SaveGuestAsync(Stage stage)
    {
        var conv = stage.Conv;
        using var call = stage.BeginFunction("save_guest", arguments: new { phone = Phone });
        using var reply = await stage.Backend.PutAsync("https://crm.example/contacts/c-88123", 200, 96);
        await conv.LogApiResponseAsync(reply.Response, reply.Elapsed, overrideUrl: "https://crm.example/contacts/{id}");
        conv.Log.Info("Guest known", ("visits", 3));
        call.Complete();
    }
}
