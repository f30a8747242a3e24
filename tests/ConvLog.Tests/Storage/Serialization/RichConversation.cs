using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Storage;

namespace ConvLog.Tests.Storage.Serialization;

/// <summary>A conversation that uses every part of the JSON shape, written with the public API and read through the privacy gate.</summary>
internal static class RichConversation
{
    public static async Task<ConversationView> ReadAsync(bool canReadPii, TimeProvider time)
    {
        var store = new InMemoryConversationStore();
        await using (var sink = new StoreSink(store))
        {
            await PlayAsync(sink, time);
        }

        var reader = new ConversationReader(store, new ConversationReaderOptions { TimeProvider = time });
        return (await reader.GetAsync(new Reader("test", canReadPii), "conv-1"))!;
    }

    private static async Task PlayAsync(ILogSink sink, TimeProvider time)
    {
        var info = new ConversationInfo("conv-1")
        {
            AgentId = "clinic",
            AccountId = "acme",
            ProjectId = "front-desk",
            Environment = ConversationEnvironment.Sandbox,
            Channel = "voice",
            UserId = "user@example.com",
            FromNumber = "+15550100",
            ToNumber = "+15550199",
            Direction = ConversationDirection.Inbound,
            VariantId = "B",
            Language = "en-US",
        };
        await using var conv = new Conversation(info, sink, new ConversationOptions { TimeProvider = time, Limits = new LogLimits { TextLength = 64 } });
        conv.Log.Info("Session opened");
        using (conv.BeginFunction("start_function"))
        {
        }

        using (var turn = conv.BeginTurn("I need an appointment"))
        {
            conv.Log.Info("Intent found", ("intent", "book"), ("confidence", 0.97m));
            using (var call = conv.BeginFunction("book", "call_1",
                new Dictionary<string, object?>(StringComparer.Ordinal) { ["day"] = "Friday", ["phone"] = "5550100000" }))
            {
                conv.SetState("day", "Friday");
                conv.Log.Info("Validated inputs", ("validation_passed", true), ("missing_fields", Array.Empty<string>()));
                conv.Log.Warning("Caller number captured", ("user_phone", "5550100000"), isPii: true);
                conv.Log.Info("Caller email captured", LogField.Pii("email", "user@example.com", shown: "u***@example.com"));
                conv.LogApiResponse("POST", "https://api.example/slots?phone=5550100000", 409, TimeSpan.FromMilliseconds(271.5), "{\"code\":\"slot_taken\"}",
                    fields: [("attempt", 1)]);
                conv.Log.Error("Booking failed", new InvalidOperationException("slot of 5550100000"), ("note", new string('x', 100)));
                conv.SetState("day", "Monday");
                conv.RemoveState("day");
                using (var inner = conv.BeginFunction("find_slot"))
                {
                    inner.Complete(new { slot = "11:15" });
                }

                conv.HandOff("Front desk", "SLOT_TAKEN");
                call.Fail(new InvalidOperationException("no slot for 5550100000"));
            }

            conv.WriteMetric("CALL_DURATION", 73);
            turn.Complete("I will put you through.", new ModelUsage("gpt-x", 310, 42, 0.0021m, "EUR", TimeSpan.FromMilliseconds(420)));
        }

        using (var turn = conv.BeginTurn())
        {
            turn.Fail("The model timed out", "Sorry, say that again?");
        }

        conv.AddNote("Call this caller back", "Ada");
    }
}
