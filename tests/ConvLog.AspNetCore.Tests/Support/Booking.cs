namespace ConvLog.AspNetCore.Tests.Support;

/// <summary>A turn in which a model finds a table with a tool and answers: two model calls, the second of which reads the result.</summary>
internal static class Booking
{
    public const string Said = "Do you have a table for two?";
    public const string Prompt = "You book tables at the Harbour House.";
    public const string Found = "free at 20:00 for Ada Lovelace";

    private static readonly ModelToolCall s_tool = new("call_1", "find_table", new { people = 2, guest = "Ada Lovelace" });

    /// <summary>Plays it in the current turn.</summary>
    public static void Play(Conversation conv, ManualClock clock)
    {
        ModelMessage[] request = [ModelMessage.System(Prompt), ModelMessage.User(Said)];
        var parameters = new ModelParameters { Temperature = 0.2, MaxOutputTokens = 400, ResponseFormat = "json_schema", Tools = ["find_table", "book_table"] };
        using (var asks = conv.CurrentTurn!.BeginModelCall("gpt-x", "example", parameters))
        {
            asks.AddRequest(request);
            clock.Pass(300);
            asks.Complete(ModelMessage.Assistant(default, [s_tool]), new ModelUsage("", 310, 42, 0.0012m), "tool_calls", "resp_1");
        }

        using (var find = conv.BeginFunction("find_table", "call_1"))
        {
            clock.Pass(200);
            conv.LogApiResponse("GET", "https://tables.example/free?people=2", 200, TimeSpan.FromMilliseconds(150));
            find.Complete(Found);
        }

        using var answers = conv.CurrentTurn!.BeginModelCall("gpt-x-mini");
        answers.AddRequest([.. request, ModelMessage.Assistant(default, [s_tool]), ModelMessage.Tool("call_1", Found)]);
        clock.Pass(200);
        answers.AddChunk();
        clock.Pass(300);
        answers.AddChunk();
        answers.Complete(ModelMessage.Assistant("At 20:00."), new ModelUsage("", 380, 12, 0.0003m) { CachedInputTokens = 256, ReasoningTokens = 5 }, "stop");
    }
}
