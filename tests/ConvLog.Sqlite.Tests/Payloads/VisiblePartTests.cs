using System.Text;
using ConvLog.Entries;
using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Storage.Payloads.Json;
using ConvLog.StoreContract;
using ConvLog.StoreContract.Differential;

namespace ConvLog.Sqlite.Tests.Payloads;

/// <summary>A record read without its personal payload is its visible part, and with the personal payload it is the record.</summary>
public sealed class VisiblePartTests
{
    private const int Records = 6_000;

    [Fact]
    public void An_opening_without_its_personal_payload_is_its_visible_payload() => Hold<ConversationRecord>(
        opening => ConversationPayload.Read(opening.ConversationId, ConversationPayload.Visible(opening), default, "user-1", out _),
        static opening => VisiblePart.Of(opening, "user-1"));

    [Fact]
    public void An_opening_is_restored_from_its_two_payloads() => Hold<ConversationRecord>(
        opening => ConversationPayload.Read(opening.ConversationId, ConversationPayload.Visible(opening), ConversationPayload.Personal(opening, title: null),
            "user-1", out _),
        static opening => opening);

    [Fact]
    public void A_function_event_without_its_personal_payload_is_its_visible_payload() => Hold<FunctionEventRecord>(
        call => CallPayload.Read(ColumnsOf(call), CallPayload.Visible(call), default),
        static call => VisiblePart.Of(call));

    [Fact]
    public void A_function_event_is_restored_from_its_two_payloads() => Hold<FunctionEventRecord>(
        call => CallPayload.Read(ColumnsOf(call), CallPayload.Visible(call), CallPayload.Personal(call)),
        static call => call);

    [Fact]
    public void Losses_of_personal_entries_are_in_the_personal_payload_only()
    {
        var call = StoreContract.Some.Call(1) with { Losses = Losses(9, 2), VisibleLosses = Losses(7, 1) };

        CallPayload.Visible(call).Should().Equal(CallPayload.Visible(call with { Losses = Losses(8, 1) }));
        CallPayload.Personal(call).Should().NotBeNull();
        CallPayload.Personal(call with { Losses = Losses(7, 1) }).Should().BeNull("nothing personal was lost");
        AnswerText.Of(CallPayload.Read(ColumnsOf(call), CallPayload.Visible(call), CallPayload.Personal(call))).Should().Be(AnswerText.Of(call));
    }

    [Theory]
    [InlineData(PrivacyClass.Visible)]
    [InlineData(PrivacyClass.Personal)]
    public void A_turn_without_its_personal_payload_is_its_visible_payload(PrivacyClass utterances)
    {
        var privacy = new PrivacyOptions { Utterances = utterances };
        Hold<TurnRecord>(
            turn => TurnPayload.Read(ColumnsOf(turn, privacy), TurnPayload.FlagsOf(turn, privacy), default),
            turn => VisiblePart.Of(turn, utterances == PrivacyClass.Personal));
    }

    [Theory]
    [InlineData(PrivacyClass.Visible)]
    [InlineData(PrivacyClass.Personal)]
    public void A_turn_is_restored_from_its_two_payloads(PrivacyClass utterances)
    {
        var privacy = new PrivacyOptions { Utterances = utterances };
        Hold<TurnRecord>(
            turn => TurnPayload.Read(ColumnsOf(turn, privacy), TurnPayload.FlagsOf(turn, privacy), TurnPayload.Personal(turn, privacy)),
            turn => turn with { UtterancesArePersonal = new EqualityNeutral(utterances == PrivacyClass.Personal) });
    }

    [Fact]
    public void A_fact_without_its_personal_payload_is_its_visible_payload() => Hold<FactRecord>(
        static fact => FactPayload.Read(FactPayload.KindOf(fact), PlaceOf(fact), FactPayload.Visible(fact), default),
        static fact => VisiblePart.Of(fact));

    [Fact]
    public void A_fact_is_restored_from_its_two_payloads() => Hold<FactRecord>(
        static fact => FactPayload.Read(FactPayload.KindOf(fact), PlaceOf(fact), FactPayload.Visible(fact), FactPayload.Personal(fact)),
        static fact => fact);

    [Fact]
    public void An_entry_without_its_personal_payload_is_its_visible_payload() => Hold<EntryRecord>(
        static entry => entry.IsPii ? null : ShownOf(entry),
        static entry => VisiblePart.Of(entry));

    [Fact]
    public void Custom_masks_are_kept()
    {
        LogField[] fields = [LogField.Pii("phone", 5550100, shown: "5…"), LogField.Pii("empty", "x", shown: ""), LogField.Pii("usual", "x"),
            LogField.Pii("nothing", (string?)null, shown: "s")];
        var call = StoreContract.Some.Call(1) with { Arguments = LogFields.From([.. fields]), Result = fields[0] };
        var response = StoreContract.Some.ApiResponse("1", 1) with { Fields = LogFields.From([.. fields]) };

        AnswerText.Of(CallPayload.Read(ColumnsOf(call), CallPayload.Visible(call), default)).Should().Be(AnswerText.Of(VisiblePart.Of(call)));
        AnswerText.Of(FactPayload.Read(0, PlaceOf(response), FactPayload.Visible(response), default)).Should().Be(AnswerText.Of(VisiblePart.Of(response)));
    }

    [Fact]
    public void Records_that_differ_only_in_personal_data_have_the_same_visible_rows()
    {
        var opening = StoreContract.Some.Opening("c") with { UserId = "A", FromNumber = "A", ToNumber = "A", Attributes = Fields("A") };
        var call = StoreContract.Some.Call(1) with { Arguments = Fields("A"), Result = LogField.Pii("result", "A"), Error = "A" };
        var turn = StoreContract.Some.Turn(1) with { UserInput = new MaskedText("A", "x"), AgentResponse = new MaskedText("A", "y"),
            Heard = new MaskedText("A", "z"), Error = "A" };
        var response = StoreContract.Some.ApiResponse("1", 1) with { Url = "https://a:A@x.example/p?A", ErrorBody = "A", Fields = Fields("A") };
        var privacy = new PrivacyOptions();

        ConversationPayload.Visible(opening).Should()
            .Equal(ConversationPayload.Visible(opening with { UserId = "BB", FromNumber = "BB", ToNumber = "BB", Attributes = Fields("BB") }));
        CallPayload.Visible(call).Should()
            .Equal(CallPayload.Visible(call with { Arguments = Fields("BB"), Result = LogField.Pii("result", "BB"), Error = "BB" }));
        FactPayload.Visible(response).Should()
            .Equal(FactPayload.Visible(response with { Url = "https://b:BB@x.example/p#BB", ErrorBody = "BB", Fields = Fields("BB") }));
        var other = turn with { UserInput = new MaskedText("BB", "x"), AgentResponse = new MaskedText("BB", "y"), Heard = new MaskedText("BB", "z"),
            Error = "BB" };
        TurnPayload.FlagsOf(turn, privacy).Should().Be(TurnPayload.FlagsOf(other, privacy));
        TurnPayload.Details(turn, privacy).Should().Equal(TurnPayload.Details(other, privacy));
    }

    private static LogFields Fields(string value) => LogFields.From([LogField.Pii("key", value), LogField.Pii("own", value, shown: "s")]);

    private static LossCounts Losses(long accepted, long dropped) => new()
    {
        Accepted = accepted,
        Dropped = new Dictionary<LossReason, long> { [default] = dropped },
        Truncated = new Dictionary<LossReason, long>(),
    };

    private static void Hold<T>(Func<T, StoreRecord?> read, Func<T, StoreRecord?> expected)
        where T : StoreRecord
    {
        var records = Enumerable.Range(0, Records).Select(AnyRecord.Of).OfType<T>().ToList();
        records.Should().HaveCountGreaterThan(100);
        foreach (var record in records)
        {
            AnswerText.Of(read(record)).Should().Be(AnswerText.Of(expected(record)));
        }
    }

    private static FunctionEventRecord ColumnsOf(FunctionEventRecord call)
        => call with { TurnId = null, ParentId = null, CallId = null, ErrorType = null, Arguments = default, Result = null, Error = null,
            Losses = LossCounts.None, VisibleLosses = LossCounts.None };

    private static TurnRecord ColumnsOf(TurnRecord turn, PrivacyOptions privacy) => TurnPayload.ReadDetails(
        turn with
        {
            UserInput = TurnPayload.Shown(turn.UserInput, privacy),
            AgentResponse = TurnPayload.Shown(turn.AgentResponse, privacy),
            Usage = turn.Usage is null ? null : turn.Usage with { CachedInputTokens = null, AudioOutputTokens = null },
            IsInterrupted = false,
            Heard = default,
            InterruptedAfter = null,
            Streamed = default,
            Said = [],
            InputKind = null,
            SpeechStartedAt = null,
            Language = null,
            Confidence = null,
            Author = null,
            Error = null,
        },
        TurnPayload.Details(turn, privacy));

    private static MetricRecord PlaceOf(FactRecord fact) => new()
    {
        ConversationId = fact.ConversationId,
        WriterId = fact.WriterId,
        Sequence = fact.Sequence,
        Id = fact.Id,
        TurnId = fact.TurnId,
        FunctionEventId = fact.FunctionEventId,
        Timestamp = fact.Timestamp,
        Metric = default,
    };

    private static EntryRecord ShownOf(EntryRecord entry)
    {
        byte[] shown = entry.Fields.Count == 0 ? Encoding.UTF8.GetBytes("{}") : EntryJson.ShownFields(entry.Fields.AsSpan()).ToArray();
        byte[] masked = EntryPayload.Personal(entry) is null ? [] : EntryPayload.MaskedKeys(entry.Fields);
        return entry with { Fields = EntryPayload.ReadFields(shown, masked, default) };
    }
}
