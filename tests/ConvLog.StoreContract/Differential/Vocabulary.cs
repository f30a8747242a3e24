namespace ConvLog.StoreContract.Differential;

/// <summary>The few names, texts, values and times in random records and queries, so that they collide.</summary>
internal static class Vocabulary
{
    public const int Writers = 3;

    public static readonly string[] Conversations = ["a", "B", "é😀", "\uFFFD"];
    public static readonly string[] Agents = ["bookings", "bookings", "weather", "default"];
    public static readonly string?[] Channels = [null, null, "", "voice", "webchat"];
    public static readonly string?[] Users = [null, null, "", "jane", "joe"];
    public static readonly string?[] Numbers = [null, "", "jane", "REDACTED", "+34 910 555 017", "0034910555017", "12-34"];
    public static readonly string?[] Accounts = [null, null, "", "acme", "globex"];
    public static readonly string[] Pseudonyms = ["pseudonym 1", "pseudonym 2", "pseudonym 3"];
    public static readonly string[] Models = ["m", "n"];
    public static readonly string?[] Providers = [null, "", "azure", "openai"];

    public static readonly string?[] TraceIds = [null, "", "4bf92f3577b34da6a3ce929d0e0e4736"];

    public static readonly int[] Statuses = [200, 404, 503, 0];

    public static readonly string[] Functions = ["save_guest", "find_table", "Find_Waiter", "été"];
    public static readonly string[] FunctionBeginnings = ["", "s", "FIND", "find_table", "ÉT", "%"];
    public static readonly string[] Keys = ["status", "crm", "", "k\0", "ü"];

    public static readonly string[] Words = ["table", "Tisch", "für", "409", "a", "東京の天気", "re-booked", "ÄÖ", "\0", "😀", "jane"];
    public static readonly string[] Searches =
        ["table", "TAB", "able", "fur", "409", "a", "天気", "京", "booked", "äö", "jane", "table tisch", "ab", "?", "", "table*", "re-booked"];

    // As JSON, so that all number formats are included.
    public static readonly string[] Values =
        ["409", "409.0", "-0", "1e400", "1.10", "true", "null", "\"\"", "\"crm\"", "\"a table\"", "\"\\u0000\"", "[1,\"Tisch\"]",
        "{\"z\":1,\"a\":{\"\":null}}"];

    /// <summary>Requests to models and their responses.</summary>
    public static readonly ModelMessage[] Messages =
    [
        ModelMessage.System("You book tables."),
        ModelMessage.System(new MaskedText("The guest is jane.", "The guest is known.")),
        ModelMessage.User("a table"),
        ModelMessage.User(new MaskedText("I am jane", "I am [name]")),
        ModelMessage.Assistant("", [new ModelToolCall("jane", "find_table", new { people = 2, name = "joe" })]),
        ModelMessage.Tool("jane", "table 409"),
        ModelMessage.Tool("joe"),
        ModelMessage.Assistant("Done, 😀.", reasoning: "jane said so"), ModelMessage.Assistant("Done, 😀.", author: "plänner"),
    ];

    /// <summary>The agent in most openings of a conversation.</summary>
    public static string AgentOf(string conversation) => Agents[(Array.IndexOf(Conversations, conversation) + 1) % Agents.Length];

    /// <summary>Null, or nearly always the account in the other openings of the conversation.</summary>
    public static string? AccountOf(Random random, string conversation) => random.Next(8) switch
    {
        0 => random.Of(Accounts),
        < 4 => null,
        _ => Accounts[1 + Array.IndexOf(Conversations, conversation)],
    };

    public static T Of<T>(this Random random, T[] all) => all[random.Next(all.Length)];

    public static bool Rarely(this Random random) => random.Next(4) == 0;

    /// <summary>Up to three words.</summary>
    public static string Text(this Random random) => string.Join(' ', Enumerable.Range(0, random.Next(4)).Select(_ => random.Of(Words)));

    public static MaskedText Said(this Random random) => random.Next(4) switch
    {
        0 => default,
        1 => new MaskedText(random.Text(), random.Text()),
        _ => random.Text(),
    };

    /// <summary>A time within three days, often at the edge of a quarter hour or day, in any time zone.</summary>
    public static DateTimeOffset Time(this Random random)
    {
        double minute = (random.Next(-36, 36) * 60) + random.Of([0, 0, 14.99, 15, 30, -0.001]);
        return Some.At(minute).ToOffset(random.Of([TimeSpan.Zero, new TimeSpan(5, 45, 0), new TimeSpan(-9, -30, 0), new TimeSpan(14, 0, 0)]));
    }

    /// <summary>Everything, or the scope of up to three agents or accounts, which may be repeated or missing.</summary>
    public static ConversationScope Scope(this Random random) => new()
    {
        AgentIds = random.Next(3) == 0 ? [.. Enumerable.Range(0, random.Next(4)).Select(_ => random.Of([.. Agents, "nobody"]))] : null,
        AccountIds = random.Next(3) == 0 ? [.. Enumerable.Range(0, random.Next(4)).Select(_ => random.Of(Accounts) ?? "nobody")] : null,
    };

    public static LogFields Fields(this Random random) => Some.Fields([.. Keys.Where(_ => random.Rarely()).Select(random.Field)]);

    public static LogField Field(this Random random, string key)
    {
        LogField field = random.Next(6) switch
        {
            0 => (key, Some.Id("x")),
            1 => (key, random.Time()),
            2 => (key, random.Text()),
            _ => Json.Fields($$"""{"x":{{random.Of(Values)}}}""")[0].WithKey(key),
        };
        return random.Rarely() ? field.AsPii(random.Rarely() ? "shown" : MaskedText.Redacted) : field;
    }
}
