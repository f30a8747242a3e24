using System.Text.Json;

namespace ConvLog.StoreContract;

/// <summary>Any text or value is read back unchanged: as text, and byte for byte as JSON.</summary>
/// <param name="open">Opens an empty store.</param>
/// <param name="everyNth">Runs every n-th of the unusual strings; 1 for all.</param>
public abstract class ValueContract(Func<ValueTask<IStoreUnderTest>> open, int everyNth = 1) : StoreTest(open)
{
    // Each is written and read; finding it among all others in a list and a log page takes most of the time.
    private static readonly int s_listsEveryNth = LongCampaign.IsOn ? 1 : 20;

    private static readonly string[] s_values =
    [
        "null", "true", "false", "\"\"", "\"text\"", "0", "-0", "-0.0", "1.0", "1.10", "1e400", "-1E+2", "1e-400", "0.1", "123456789012345678901234567890",
            "9223372036854775807",
        "9223372036854775808", "-9223372036854775808", "79228162514264337593543950335", "0.0000000000000000000000000001", "\"\\u0000\"", "\"a\\u0000b\"",
            "\"\uFFFD\"", "\"😀\"",
        "\"\\\"\\\\/\"", "\"<script>&'+\"", "\"\\u2028\\u202e\\u001b\"", "[]", "{}", "[[],{},null,\"\"]",
            """{"z":1,"a":{"z":[1.0,-0,1e400],"":"empty key","a":"\u0000"},"A":2}""", "\"1.10\"", "\"null\"",
        "\"2024-02-29T23:59:59.1234567+05:45\"", "\"0f8fad5b-d9cb-469f-a165-70867728950e\"",
    ];

    [Fact]
    public async Task JSON_is_read_back_byte_for_byte()
    {
        await WriteAsync([.. s_values.SelectMany(static json =>
        {
            var fields = FieldsOf(json);
            var personal = PersonalOf(fields);
            return (StoreRecord[])
            [
                Some.Opening(json) with { Attributes = fields },
                Some.Call(1, json) with { Arguments = personal, Result = fields[0].WithKey("result") },
                Some.Entry(1, conversation: json) with { Fields = fields },
                Some.Entry(2, conversation: json, isPii: true) with { Fields = fields },
                Some.Entry(3, conversation: json) with { Fields = personal },
                Some.ApiResponse(after: 3, conversation: json) with { Fields = fields },
                Some.StateChange("s", after: 3, json) with { Variable = fields[0] },
                Some.Metric("k", after: 3, conversation: json) with { Metric = fields[0] },
            ];
        })]);

        await EachCase.HoldsAsync(s_values, async json =>
        {
            var fields = FieldsOf(json);
            string personal = AnswerText.Of(PersonalOf(fields));
            var read = await ReadAsync(json);
            string expected = AnswerText.Of(fields);
            expected.Should().Contain(AnswerText.JsonOf(fields[0]));
            AnswerText.Of(read.Summary.Conversation.Attributes).Should().Be(expected);
            AnswerText.Of(read.FunctionEvents.Single().Arguments).Should().Be(personal);
            AnswerText.JsonOf(read.FunctionEvents.Single().Result!.Value).Should().Be(AnswerText.JsonOf(fields[0]));
            AnswerText.Of(((EntryRecord)read.Logged[0]).Fields).Should().Be(expected);
            AnswerText.Of(((EntryRecord)read.Logged[1]).Fields).Should().Be(expected);
            AnswerText.Of(((EntryRecord)read.Logged[2]).Fields).Should().Be(personal);
            AnswerText.Of(((ApiResponseRecord)read.Logged[3]).Fields).Should().Be(expected);
            AnswerText.Of(((StateChangeRecord)read.Logged[4]).Variable).Should().Be(AnswerText.Of(fields[0]));
            AnswerText.Of(((MetricRecord)read.Logged[5]).Metric).Should().Be(AnswerText.Of(fields[0]));
        });
    }

    [Fact]
    public async Task Values_of_every_type_are_read_back_as_their_JSON()
    {
        LogField[] fields =
        [
            ("char", 'ä'), ("float", 1.1f), ("double", double.Epsilon), ("NaN", double.NaN), ("infinity", double.NegativeInfinity), ("minus zero", -0.0),
                ("decimal", decimal.MaxValue), ("scale", 1.00m),
            LogField.Of("ulong", ulong.MaxValue), LogField.Of("Int128", Int128.MinValue), ("time", DateTimeOffset.MaxValue),
                ("local", new DateTimeOffset(2024, 1, 1, 0, 0, 0, new TimeSpan(5, 45, 0))),
            ("date time", DateTime.UnixEpoch), LogField.Of("date", DateOnly.MinValue), ("span", TimeSpan.MinValue), ("id", Guid.Empty), ("null", null),
                ("nul", "\0"),
        ];
        await WriteAsync(Some.Opening(), Some.Entry(1) with { Fields = Some.Fields(fields) });

        AnswerText.Difference(AnswerText.Of(Some.Fields(fields)), AnswerText.Of(((EntryRecord)(await ReadAsync()).Logged[0]).Fields)).Should().BeNull();
    }

    [Fact]
    public async Task Large_texts_and_many_fields_are_read_back()
    {
        string text = string.Concat(Enumerable.Repeat("0123456789 ä😀\0", 70_000));
        LogField[] fields = [.. Enumerable.Range(0, 1_000).Select(static i => LogField.Of($"key {i}", i))];
        await WriteAsync(Some.Opening(), Some.Entry(1, text) with { Fields = Some.Fields([.. fields, ("text", text)]) },
            Some.Turn(1) with { UserInput = text });

        var entry = (EntryRecord)(await ReadAsync()).Logged[0];
        string.Equals(entry.Content, text, StringComparison.Ordinal).Should().BeTrue();
        entry.Fields.Should().HaveCount(1_001);
        string.Equals((string?)entry.Fields["text"], text, StringComparison.Ordinal).Should().BeTrue();
        string.Equals((await ReadAsync()).Turns.Single().UserInput.Text, text, StringComparison.Ordinal).Should().BeTrue();
    }

    [SharedDataFact]
    public async Task Unusual_strings_are_read_back_as_IDs_contents_keys_and_values()
    {
        string[] naughty = JsonSerializer.Deserialize<string[]>(File.ReadAllBytes(SharedFolder.PathOf("data", "naughty", "blns.json")))!;
        naughty = [.. naughty.Where((_, place) => place % everyNth == 0).Append("\0").Append("a\0b").Distinct(StringComparer.Ordinal)];
        await WriteAndIndexAsync([.. naughty.SelectMany(static text => new StoreRecord[]
        {
            Some.Opening(text, agent: text) with { Channel = text, UserId = text, Language = text },
            Some.Turn(1, text) with { Id = text, UserInput = text, AgentResponse = new MaskedText(text, shown: text) },
            Some.Call(1, text, name: text) with { Id = text, TurnId = text, CallId = text },
            Some.Entry(1, text, text) with { TurnId = text, FunctionEventId = text, Fields = Some.Fields((text, text)) },
            Some.Feedback(1, FeedbackRating.Like, conversation: text) with { TurnId = text, Comment = text },
            Some.Note(text: text, conversation: text),
        })]);

        foreach (var (text, place) in naughty.Select(static (text, place) => (text, place)))
        {
            var read = await ReadAsync(text);
            var known = read.Summary.Conversation;
            string[] found =
            [
                known.ConversationId, known.AgentId, known.Channel!, known.UserId!, read.Turns[0].Id, read.Turns[0].UserInput.Text,
                    read.Turns[0].AgentResponse.Shown, read.FunctionEvents[0].Id,
                read.FunctionEvents[0].Name, read.FunctionEvents[0].TurnId!, ((EntryRecord)read.Logged[0]).Content, read.Logged[0].FunctionEventId!,
                    ((EntryRecord)read.Logged[0]).Fields[0].Key,
                (string)((EntryRecord)read.Logged[0]).Fields[0].Value!, read.Feedback[0].Comment!, read.Notes[0].Text,
            ];
            found.Should().Equal(Enumerable.Repeat(text, found.Length));
            if (place % s_listsEveryNth != 0)
            {
                continue;
            }

            (await ListAsync(new ConversationQuery { AgentId = text, Channel = text, FunctionName = text, Field = new FieldFilter(text, text) })).Should()
                .Equal(text);
            (await Store.ReadLogAsync(new LogQuery(text) { TurnId = text, FunctionEventId = text })).Logged.Should().ContainSingle();
        }

        (await Store.ListAgentsAsync(ConversationScope.All)).Should().BeEquivalentTo(naughty);
    }

    private static LogFields FieldsOf(string json) => Json.Fields($$"""{"first":{{json}},"second":[{{json}}],"":{{json}}}""");

    private static LogFields PersonalOf(LogFields fields) => Some.Fields([.. fields.ToArray().Select(static field => field.AsPii("shown"))]);
}
