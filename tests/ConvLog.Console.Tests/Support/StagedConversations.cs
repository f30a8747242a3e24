namespace ConvLog.Console.Tests.Support;

/// <summary>
/// Conversations for the page checks: one with everything, one with hostile text, one with many turns, one in progress, and some ordinary ones per day.
/// </summary>
internal sealed class StagedConversations(ILogSink sink, ManualClock clock)
{
    public const string Rich = "conv-3_00035";
    public const string Hostile = "<img src=x onerror=alert(1)>/%2F?#&\u202E";
    public const string Long = "conv-500-turns";

    public static DateTimeOffset Now { get; } = new(2026, 11, 20, 12, 9, 30, TimeSpan.Zero);

    private static readonly string[] s_openings =
    [
        "Please search a therapist. I need a Psychologist.", "Can you find me a psychologist in Pleasant Hill?",
            "I need to find a therapist before I go crazy!",
        "I have the necessity to see a Psychiatrist.", "Could you help me find a therapist? Thank you!", "What is the weather in Sonoma on Saturday?",
        "I would like to visit a house in Fremont.", "Look up therapists for me located in Campbell.", "Is it going to rain tomorrow?",
            "Can you find a therapist in Mill Valley?",
    ];

    public async Task PlayAsync()
    {
        for (int i = 0; i < 58; i++)
        {
            await PlayOrdinaryAsync(i);
        }

        await PlayLongAsync();
        await PlayHostileAsync();
        await new RichConversation(sink, clock).PlayAsync(Rich);
        await PlayOpenAsync();
        clock.SetUtcNow(Now);
    }

    private Conversation Open(string id, string agent, string? user, ConversationEnvironment environment = ConversationEnvironment.Live,
        string channel = "webchat")
        => new(new ConversationInfo(id) { AgentId = agent, Channel = channel, UserId = user, Environment = environment, Language = "en-US" }, sink,
            new ConversationOptions { TimeProvider = clock });

    private async Task PlayOrdinaryAsync(int i)
    {
        clock.SetUtcNow(Now - TimeSpan.FromMinutes(23 + (i * (i < 30 ? 9 : 97))));
        string agent = (i % 5) switch { 0 or 3 => "therapy-web", 1 => "therapy-voice", 2 => "weather-desk", _ => "home-viewings" };
        var environment = i % 11 == 5 ? ConversationEnvironment.PreRelease : i % 17 == 7 ? ConversationEnvironment.Sandbox : ConversationEnvironment.Live;
        await using var conv = Open($"conv-{i:000}", agent, $"visitor-{i % 23}@example.com", environment,
            agent.EndsWith("voice", StringComparison.Ordinal) ? "voice" : "webchat");
        for (int t = 0; t < 3 + (i % 9); t++)
        {
            clock.Pass(6_000 + (i * 131 % 9_000));
            using var turn = conv.BeginTurn(t == 0 ? s_openings[i % s_openings.Length] : "And then?");
            clock.Pass(400 + (t * 77));
            if (t % 3 == 1)
            {
                using var call = conv.BeginFunction("FindProvider", $"call_{i:x2}{t:x2}");
                conv.Log.Info("Validated inputs", ("validation_passed", true));
                clock.Pass(150);
                if (i % 7 == 2 && t == 4)
                {
                    conv.Log.Error("Directory unreachable", ("status", 503), ("retriable", true));
                    call.Fail("The directory is not there.");
                }
                else if (i % 5 == 4)
                {
                    conv.Log.Warning("Fell back to the cached list", ("age_seconds", 90));
                }
            }

            turn.Complete("Certainly.", new ModelUsage("gpt-x", 480 + (i * 7), 36, 0.0016m));
        }

        if (i % 4 == 1)
        {
            conv.AddFeedback(i % 8 == 1 ? FeedbackRating.Dislike : FeedbackRating.Like);
        }

        if (i % 9 == 1)
        {
            conv.AddFeedback(FeedbackRating.Dislike, source: FeedbackSource.Team);
        }
    }

    private async Task PlayLongAsync()
    {
        clock.SetUtcNow(Now - TimeSpan.FromHours(3));
        await using var conv = Open(Long, "therapy-voice", "patient@example.com", channel: "voice");
        for (int t = 0; t < 500; t++)
        {
            clock.Pass(9_000);
            using var turn = conv.BeginTurn($"Question {t + 1}, if I may.");
            clock.Pass(300 + (t * 37 % 1_700));
            if (t % 9 == 4)
            {
                using var call = conv.BeginFunction("LookUp");
                conv.Log.Info("Looked up", ("attempt", t));
                clock.Pass(200);
                if (t % 63 == 4)
                {
                    conv.Log.Error("Not found", ("key", t));
                }
            }

            turn.Complete("Here is an answer.", new ModelUsage("gpt-x", 600, 40));
        }
    }

    private async Task PlayHostileAsync()
    {
        clock.SetUtcNow(Now - TimeSpan.FromMinutes(17));
        string endless = new('W', 16_000);
        await using var conv = Open(Hostile, "<script>alert('agent')</script>", "\"><svg onload=alert(1)>");
        using var turn = conv.BeginTurn("</title><script>alert('said')</script> \u202Ereversed\u202C end\u0000\u0007 " + endless[..400]);
        clock.Pass(900);
        using (var call = conv.BeginFunction("javascript:alert(1)" + endless[..200], "\"onmouseover=alert(1)",
            new { html = "<b>bold</b>", endless = endless[..2_000] }))
        {
            conv.Log.Info("<img src=x onerror=alert('entry')>\nsecond line\n\tthird", ("a<b>&\"'", "</span><script>alert('field')</script>"),
                ("endless", endless), ("לשון", "שלום עולם"));
            conv.Log.Warning(endless[..600],
                ("nested", new { script = "</script><script>alert(1)</script>", deep = new { list = new[] { 1, 2, 3 }, text = "\u202Eevil" } }));
            conv.LogApiResponse("GET", "javascript:alert(document.cookie)", 500, TimeSpan.FromMilliseconds(31), "<html><script>alert('body')</script></html>");
            conv.LogApiResponse("POST", "https://user:secret@evil.example/" + endless[..300] + "?q=<script>", 0, TimeSpan.FromSeconds(30));
            clock.Pass(80);
            call.Fail("<script>alert('error')</script>");
        }

        var parameters = new ModelParameters { ResponseFormat = endless[..200], Tools = [endless[..200], "<u>"] };
        using (var model = turn.BeginModelCall("<i>" + endless[..200], endless[..200], parameters))
        {
            var tool = new ModelToolCall("\"onclick=alert(1)", endless[..200], new { html = "<b>bold</b>", endless = endless[..2_000] });
            model.AddRequest(ModelMessage.System(endless), ModelMessage.User("</p><script>alert('message')</script>\u202E" + endless[..600]),
                ModelMessage.Tool(endless[..200], """{"a":"<script>"}"""));
            clock.Pass(200);
            model.Fail("<script>alert('model')</script>" + endless[..400], ModelMessage.Assistant(endless[..600], [tool]),
                new ModelUsage("", 1_000_000, 2_000_000, 12.5m));
        }

        turn.Complete(endless[..1_000]);
    }

    private async Task PlayOpenAsync()
    {
        clock.SetUtcNow(Now - TimeSpan.FromSeconds(72));
        var conv = Open("conv-open", "therapy-web", "u-7731@example.com");
        using (var turn = conv.BeginTurn("Could you find me a San Jose therapist?"))
        {
            clock.Pass(700);
            turn.Complete("Of course. Which kind?", new ModelUsage("gpt-x", 510, 22, 0.0016m));
        }

        clock.Pass(9_000);
        conv.BeginTurn("A psychologist, please.");
        clock.Pass(350);
        conv.BeginFunction("FindProvider", "call_7c01", new { city = "San Jose", type = "Psychologist" }).Log.Info("Asking the directory",
            ("timeout_ms", 5_000));
        await conv.FlushAsync();
    }
}
