using ConvLog;

namespace WebConsole.Demo.Stories;

/// <summary>
/// An implausible meter reading, repeated digit by digit. Then the billing service is slow, and the caller hangs up: its function call is canceled.
/// </summary>
internal sealed class MeterReading : Story
{
    private const string Customer = "4417 0092";

    public override TimeSpan Ago => TimeSpan.FromHours(53);

    public override ConversationInfo Info => new("demo-meter-reading")
    {
        AgentId = "demo",
        AccountId = "demo",
        ProjectId = "demo",
        Channel = "voice",
        Direction = ConversationDirection.Inbound,
        FromNumber = "+442079460958",
        ToNumber = "+442079460100",
        UserId = "meter-44170092",
        Language = "en-GB",
    };

    public override IReadOnlyList<string> Tools => ["find_next_bill", "save_meter_reading"];

    public override async Task TellAsync(Stage stage)
    {
        await stage.GreetAsync("Hello, this is Northgrid. You can tell me your meter reading at any time.");
        await stage.TurnAsync($"Customer number {Customer}. The meter says one eight two three.".Hiding(Customer), async () =>
            await SaveReadingAsync(stage, 1_823)
                ? "Thank you, noted."
                : "That would be less than last year. Could you read it to me again, one digit at a time?");
        await stage.TurnAsync("One, eight, two, three, oh wait, there is a seven in front. Seven one eight two three.", async () =>
        {
            await SaveReadingAsync(stage, 71_823);
            return "71823, thank you. You used 2,411 kilowatt hours, about as much as the year before.";
        });
        await stage.CutOffTurnAsync("Great. And when is my next bill due?", TimeSpan.FromSeconds(5.2), line => FindNextBillAsync(stage, line));
        stage.Conv.WriteMetric("READING_ATTEMPTS", 2, writeOnce: true);
        stage.Conv.End(EndReason.UserEnded);
    }

    private static async Task FindNextBillAsync(Stage stage, CancellationToken line)
    {
        var conv = stage.Conv;
        using var call = stage.BeginFunction("find_next_bill", arguments: new { customer = Customer });
        conv.Log.Info("Billing requested", ("timeout_ms", 10_000));
        using var reply = await stage.Backend.GetAsync("https://billing.example/customers/44170092/bills/next", 200, 8_300, cancellationToken: line);
        await conv.LogApiResponseAsync(reply.Response, reply.Elapsed, overrideUrl: "https://billing.example/customers/{id}/bills/next");
        call.Complete();
    }

    private static async Task<bool> SaveReadingAsync(Stage stage, int reading)
    {
        const int last = 69_412;
        var conv = stage.Conv;
        using var call = stage.BeginFunction("save_meter_reading", arguments: new { customer = Customer, reading });
        if (reading < last)
        {
            conv.Log.Warning("Validated inputs", ("validation_passed", false), ("reason", "below_last_reading"), ("digits", 4), ("expected_digits", 5));
            call.Fail("The reading is below the last one.");
            return false;
        }

        conv.Log.Info("Validated inputs", ("validation_passed", true), ("missing_fields", Array.Empty<string>()));
        conv.Log.Info("Customer number captured", LogField.Pii("customer", Customer));
        using var reply = await stage.Backend.PostAsync("https://meters.example/customers/44170092/readings", 201, 188, """{"used_kwh":2411}""");
        await conv.LogApiResponseAsync(reply.Response, reply.Elapsed, overrideUrl: "https://meters.example/customers/{id}/readings");
        conv.Log.Info("Reading saved", ("used_kwh", reading - last), ("plausible", true));
        conv.SetState("reading", reading);
        call.Complete(new { used_kwh = reading - last });
        return true;
    }
}
