using System.Diagnostics.Metrics;
using ConvLog.Records;
using ConvLog.StoreContract;

namespace ConvLog.Tests;

public sealed class ConversationRecordingTests
{
    [Fact]
    public async Task Without_text_no_sink_gets_any_text_that_was_given()
    {
        var sink = new EverythingSink();
        await using (var conversation = new Conversation(AllTexts.Info("conv-42", Recording.MetadataOnly), sink))
        {
            await AllTexts.LogAsync(conversation);
            conversation.EntriesOutsideTurns.Should().ContainSingle().Which.Content.Should().Be("[not recorded]");
        }

        sink.Taken.Should().HaveCountGreaterThan(30);
        sink.Taken.Select(AnswerText.Of).Should().NotContain(static text => text.Contains(AllTexts.Canary));
        sink.Taken.OfType<ApiResponseRecord>().Select(static response => (response.Method, response.Url, response.StatusCode)).Should()
            .Equal(("POST", "[not recorded]", 503), ("GET", "[not recorded]", 502));
    }

    [Fact]
    public async Task The_same_in_full_has_all_texts()
    {
        var sink = new EverythingSink();
        await using (var conversation = new Conversation(AllTexts.Info("conv-42", Recording.Full), sink))
        {
            await AllTexts.LogAsync(conversation);
        }

        sink.Taken.Count(static taken => AnswerText.Of(taken).Contains(AllTexts.Canary)).Should().BeGreaterThan(30, "or the test above finds nothing");
    }

    [Fact]
    public async Task Off_calls_no_sink_holds_nothing_and_is_complete()
    {
        var sink = new EverythingSink();
        await using var conversation = new Conversation(AllTexts.Info("conv-42", Recording.Off), sink);
        await AllTexts.LogAsync(conversation);
        for (int i = 0; i < 10_500; i++)
        {
            conversation.Log.Error("more than a scope takes");
        }

        var flushed = await conversation.FlushAsync();
        await conversation.DisposeAsync();
        conversation.Log.Error("after the end");

        sink.Taken.Should().BeEmpty();
        conversation.EntriesOutsideTurns.Should().BeEmpty();
        conversation.Losses.Should().Be(LossCounts.None);
        flushed.IsComplete.Should().BeTrue();
        flushed.Should().Be(FlushResult.Nothing);
    }

    [Fact]
    public void Openings_that_record_less_are_counted_by_level()
    {
        var counted = new List<(long Count, object? Level)>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument is { Meter.Name: "ConvLog", Name: "convlog.recording.reduced" })
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        int thread = Environment.CurrentManagedThreadId;
        listener.SetMeasurementEventCallback<long>((_, count, tags, _) =>
        {
            if (Environment.CurrentManagedThreadId == thread)
            {
                counted.Add((count, tags[0].Value));
            }
        });
        listener.Start();

        Open(Recording.Full).Dispose();
        Open(Recording.Off).Dispose();
        Open(Recording.MetadataOnly).Dispose();

        counted.Should().Equal((1, "off"), (1, "metadata_only"));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(3)]
    [InlineData(int.MaxValue)]
    public void A_value_that_is_no_level_records_metadata_only(int level)
    {
        using var conversation = Open((Recording)level);

        conversation.Recording.Should().Be(Recording.MetadataOnly);
    }

    [Fact]
    public void A_personal_entry_without_text_is_still_hidden()
    {
        var sink = new InMemorySink();
        using var conversation = Open(Recording.MetadataOnly, sink);

        conversation.Log.Info("flagged", isPii: true);
        conversation.Log.Info("by its field", ("is_pii", true), ("number", "+15550100"));

        sink.Entries.Should().HaveCount(2).And.OnlyContain(static entry => entry.IsPii && entry.Fields.Count == 0);
    }

    [Fact]
    public void A_late_entry_still_names_the_function_event_it_was_meant_for()
    {
        var sink = new InMemorySink();
        using var conversation = Open(Recording.MetadataOnly, sink);
        var call = conversation.BeginFunction("save_guest");
        call.Dispose();

        call.Log.Error("late", new TimeoutException("secret"));

        sink.Entries.Should().ContainSingle().Which.Fields.Select(static field => field.Value).Should().Equal(call.Id, "System.TimeoutException");
    }

    [Fact]
    public void An_empty_text_remains_empty_without_text_recording()
    {
        var sink = new InMemorySink();
        using var conversation = Open(Recording.MetadataOnly, sink);
        using var turn = conversation.BeginTurn();

        conversation.Log.Info(null!);
        turn.Complete("");

        sink.Entries.Should().ContainSingle().Which.Content.Should().BeEmpty();
        (turn.UserInput, turn.AgentResponse, turn.Error).Should().Be((default(MaskedText), default(MaskedText), null));
    }

    private static Conversation Open(Recording recording, ILogSink? sink = null)
        => new(new ConversationInfo { Recording = recording }, sink ?? new InMemorySink());

    private sealed class EverythingSink : ILogSink
    {
        public List<object> Taken { get; } = [];

        public void Emit(LogEntry entry) => Taken.Add(EntryRecord.From(entry));

        public void EmitApiResponse(ApiResponseEntry response) => Taken.Add(ApiResponseRecord.From(response));

        public void TurnBegan(TurnSnapshot turn) => Taken.AddRange([turn, TurnRecord.From(turn)]);

        public void TurnEnded(TurnSnapshot turn) => Taken.AddRange([turn, TurnRecord.From(turn)]);

        public void TurnRevised(TurnSnapshot turn) => Taken.AddRange([turn, TurnRecord.From(turn)]);

        public void FunctionBegan(FunctionSnapshot call) => Taken.AddRange([call, FunctionEventRecord.From(call)]);

        public void FunctionRevised(FunctionSnapshot call) => Taken.AddRange([call, FunctionEventRecord.From(call)]);

        public void FunctionEnded(FunctionSnapshot call) => Taken.AddRange([call, FunctionEventRecord.From(call)]);

        public void ModelCallBegan(ModelCallSnapshot call) => Taken.Add(call);

        public void ModelCallEnded(ModelCallSnapshot call) => Taken.Add(call);

        public void Record(StoreRecord record) => Taken.Add(record);
    }
}
