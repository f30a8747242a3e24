using System.Text.Json;
using ConvLog.Records;

namespace ConvLog.Tests.Functions;

public sealed class TurnStagesTests
{
    private readonly RevisionSink _sink = new();

    [Fact]
    public void They_are_in_the_snapshot_of_the_end_and_in_the_record()
    {
        var stages = new TurnStages { SpeechToText = Ms(180), Model = Ms(640), Functions = Ms(412), TextToSpeech = Ms(120), FirstByte = Ms(1_352) };
        using (var conversation = Open())
        using (var turn = conversation.BeginTurn("hi"))
        {
            turn.Stages.Should().BeNull();
            turn.SetStages(stages);
            turn.Complete("hello");
        }

        _sink.Began.Should().ContainSingle().Which.Stages.Should().BeNull();
        _sink.Ended.Should().ContainSingle().Which.Stages.Should().Be(stages);
        _sink.Records[^1].Stages.Should().Be(stages);
        JsonSerializer.Serialize(_sink.Ended[0]).Should()
            .Contain("\"stages\":{\"speech_to_text_ms\":180,\"model_ms\":640,\"functions_ms\":412,\"text_to_speech_ms\":120,\"first_byte_ms\":1352}");
    }

    [Fact]
    public void A_later_report_replaces_what_it_knows_and_leaves_the_rest()
    {
        using var conversation = Open();
        using var turn = conversation.BeginTurn("hi");

        turn.SetStages(new TurnStages { SpeechToText = Ms(1), Model = Ms(2) });
        turn.SetStages(new TurnStages { Model = Ms(3), FirstByte = Ms(4) });

        turn.Stages.Should().Be(new TurnStages { SpeechToText = Ms(1), Model = Ms(3), FirstByte = Ms(4) });
    }

    [Fact]
    public void A_duration_below_zero_is_zero_and_a_report_without_stages_is_none()
    {
        using var conversation = Open();
        using var turn = conversation.BeginTurn("hi");

        turn.SetStages(null!);
        turn.SetStages(new TurnStages());
        turn.Stages.Should().BeNull();

        turn.SetStages(new TurnStages { Model = TimeSpan.MinValue, Functions = TimeSpan.MaxValue });
        turn.Stages.Should().Be(new TurnStages { Model = TimeSpan.Zero, Functions = TimeSpan.MaxValue });
    }

    [Fact]
    public void Reported_after_the_turns_end_they_are_a_new_revision_and_after_the_conversations_end_nothing()
    {
        var conversation = Open();
        var turn = conversation.BeginTurn("hi");
        turn.Complete("hello");
        turn.Dispose();
        int revision = _sink.Records[^1].Revision;

        turn.SetStages(new TurnStages { TextToSpeech = Ms(90) });
        _sink.Records[^1].Should().Match<TurnRecord>(record => record.Revision == revision + 1 && record.Stages == new TurnStages { TextToSpeech = Ms(90) });

        conversation.Dispose();
        int told = _sink.Records.Count;
        turn.SetStages(new TurnStages { TextToSpeech = Ms(91) });
        _sink.Records.Should().HaveCount(told);
        turn.Stages!.TextToSpeech.Should().Be(Ms(90));
    }

    [Fact]
    public void They_are_kept_without_text()
    {
        using var conversation = new Conversation(new ConversationInfo { Recording = Recording.MetadataOnly }, _sink);
        using (var turn = conversation.BeginTurn("hi"))
        {
            turn.SetStages(new TurnStages { FirstByte = Ms(812) });
        }

        _sink.Ended.Should().ContainSingle().Which.Stages!.FirstByte.Should().Be(Ms(812));
    }

    [Fact]
    public void The_response_time_is_the_time_to_the_first_byte_where_that_is_known()
    {
        var clock = new ManualClock();
        using var conversation = new Conversation(new ConversationInfo(), _sink, new ConversationOptions { TimeProvider = clock });
        using (var turn = conversation.BeginTurn("hi"))
        {
            clock.Advance(Ms(150));
            turn.Complete("hello");
            turn.Dispose();
            _sink.Ended[^1].ResponseTime.Should().Be(Ms(150));
            JsonSerializer.Serialize(_sink.Ended[^1]).Should().Contain("\"latency_ms\":150,\"response_ms\":150,");

            turn.SetStages(new TurnStages { FirstByte = Ms(90) });
        }

        _sink.Records[^1].Should().BeEquivalentTo(new { Latency = Ms(150), ResponseTime = Ms(90) });
    }

    [Theory]
    [InlineData("")]
    [InlineData("[redacted]")]
    public void A_turn_without_user_input_has_no_response_time(string shown)
    {
        using var conversation = Open();
        using (var turn = conversation.BeginTurn(new MaskedText("", shown)))
        {
            turn.Complete("Are you still there?");
            turn.SetStages(new TurnStages { FirstByte = Ms(90) });
        }

        var ended = _sink.Ended.Should().ContainSingle().Which;
        (ended.UserInput, ended.ResponseTime, ended.Stages!.FirstByte).Should().Be((default, null, Ms(90)));
    }

    private static TimeSpan Ms(int milliseconds) => TimeSpan.FromMilliseconds(milliseconds);

    private Conversation Open() => new(new ConversationInfo(), _sink);

    private sealed class RevisionSink : ILogSink
    {
        public List<TurnSnapshot> Began { get; } = [];

        public List<TurnSnapshot> Ended { get; } = [];

        public List<TurnRecord> Records { get; } = [];

        public void Emit(LogEntry entry)
        {
        }

        public void TurnBegan(TurnSnapshot turn) => Take(turn, Began);

        public void TurnEnded(TurnSnapshot turn) => Take(turn, Ended);

        public void TurnRevised(TurnSnapshot turn) => Records.Add(TurnRecord.From(turn));

        private void Take(TurnSnapshot turn, List<TurnSnapshot> among)
        {
            among.Add(turn);
            Records.Add(TurnRecord.From(turn));
        }
    }
}
