using ConvLog;

namespace WebConsole.Demo.Stories;

/// <summary>An order from weeks ago, by the user who books a table today: erasing that user erases both.</summary>
internal sealed class CakeOrder : Story
{
    private const string Phone = "+14155550142";

    public override TimeSpan Ago => TimeSpan.FromDays(46);

    public override ConversationInfo Info => new("demo-cake-order")
    {
        AgentId = "demo",
        AccountId = "demo",
        ProjectId = "demo",
        Channel = "webchat",
        UserId = "guest-mara",
        Language = "en-US",
        VariantId = "A",
    };

    public override IReadOnlyList<string> Tools => ["place_order"];

    public override async Task TellAsync(Stage stage)
    {
        var conv = stage.Conv;
        await stage.TurnAsync("do you make birthday cakes to order?", "We do, with two days' notice. For how many people, and when?");
        await stage.TurnAsync($"ten, next saturday. my number is {Phone}".Hiding(Phone), async () =>
        {
            using var call = stage.BeginFunction("place_order", "call_cake", new { guests = 10, phone = Phone });
            conv.Log.Info("Validated inputs", ("validation_passed", true));
            conv.Log.Info("Number captured", LogField.Pii("phone", Phone));
            using var reply = await stage.Backend.PostAsync("https://bakery.example/v1/orders", 201, 214, """{"order":"B-2291"}""");
            await conv.LogApiResponseAsync(reply.Response, reply.Elapsed);
            call.Complete(new { order = "B-2291" });
            return "Your cake is ordered: number B-2291, ready on Saturday from 9.";
        });
        conv.AddFeedback(FeedbackRating.Like);
    }
}
