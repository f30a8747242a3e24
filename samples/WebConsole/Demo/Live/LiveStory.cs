using ConvLog;

namespace WebConsole.Demo.Live;

/// <summary>A short order at a coffee shop, in real time, so that entries arrive as they are logged.</summary>
internal sealed class LiveStory(Conversation conv, TimeProvider time, CancellationToken stop)
{
    /// <summary>The number of endings.</summary>
    public const int Endings = 3;

    private readonly Backend _backend = new(time);

    public async Task TellAsync(LiveEnding ending)
    {
        await TurnAsync("Hi, can I order ahead?", () => Task.FromResult("Of course. What would you like?"));
        await TakesAsync(2_500);
        await TurnAsync("Two oat flat whites, please", async () => await HasStockAsync(ending)
            ? "Two oat flat whites: that is 9.60. Can I charge your card?" : "I'm sorry, we are out of oat milk today. Would soy be fine?");
        await TakesAsync(3_000);
        if (ending != LiveEnding.SoldOut)
        {
            await TurnAsync("Yes, go ahead", async () => await ChargeAsync(ending) ? "Done. They are ready in ten minutes."
                : "I'm sorry, the payment did not go through. You can pay at the counter.");
        }
        else
        {
            await TurnAsync("Then no, thank you", () => Task.FromResult("Maybe next time!"));
        }
    }

    private async Task TurnAsync(string user, Func<Task<string>> work)
    {
        using var turn = conv.BeginTurn(user);
        using (var model = turn.BeginModelCall("gpt-x-mini"))
        {
            await TakesAsync(600);
            model.Complete(usage: new ModelUsage("gpt-x-mini", 310, 18, 0.0004m));
        }

        turn.Complete(await work());
    }

    private async Task<bool> HasStockAsync(LiveEnding ending)
    {
        using var call = conv.BeginFunction("check_stock", arguments: new { item = "oat flat white", count = 2 });
        conv.Log.Info("Checking stock", ("item", "oat flat white"), ("count", 2));
        using var reply = await _backend.GetAsync("https://shop.example/v1/stock/oat-milk", 200, 420, cancellationToken: stop);
        await conv.LogApiResponseAsync(reply.Response, reply.Elapsed);
        if (ending == LiveEnding.SoldOut)
        {
            conv.Log.Warning("Sold out", ("item", "oat milk"), ("next_delivery", "tomorrow"));
        }

        call.Complete(new { available = ending != LiveEnding.SoldOut });
        return ending != LiveEnding.SoldOut;
    }

    private async Task<bool> ChargeAsync(LiveEnding ending)
    {
        bool fails = ending == LiveEnding.PaymentFails;
        using var call = conv.BeginFunction("charge_card", arguments: new { amount = 9.60m });
        conv.Log.Info("Charging", ("amount", 9.60m), ("currency", "EUR"));
        using var reply = await _backend.PostAsync("https://pay.example/v1/charges", fails ? 502 : 201, fails ? 1_900 : 700);
        await conv.LogApiResponseAsync(reply.Response, reply.Elapsed);
        if (fails)
        {
            conv.Log.Error("Payment failed", ("status", reply.Status), ("retriable", true));
            call.Fail("502 from the payment service");
            return false;
        }

        conv.Log.Info("Paid", ("receipt", "r-2207"));
        call.Complete();
        return true;
    }

    private Task TakesAsync(int milliseconds) => Task.Delay(TimeSpan.FromMilliseconds(milliseconds), time, stop);
}
