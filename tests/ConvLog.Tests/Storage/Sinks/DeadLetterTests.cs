using System.Text;
using System.Text.Json;
using ConvLog.Records;
using ConvLog.Storage.Sinks;

namespace ConvLog.Tests.Storage.Sinks;

public class DeadLetterTests
{
    private static readonly DateTimeOffset s_now = ManualClock.DefaultStart.AddHours(1);

    [Fact]
    public void It_has_the_entry_in_its_documented_shape_and_its_identity()
    {
        var entry = Entry("hello \uD800", fields: [LogField.Pii("name", "Jane"), ("n", 1)]);
        var letter = DeadLetter.Of(entry, "why", s_now);

        letter.Should().BeEquivalentTo(new { ConversationId = "c", Kind = "entry", Reason = "why", RefusedAt = s_now });
        using var json = JsonDocument.Parse(letter.Payload!);
        json.RootElement.GetProperty("conversation_id").GetString().Should().Be("c");
        json.RootElement.GetProperty("writer_id").GetGuid().Should().Be(entry.WriterId);
        json.RootElement.GetProperty("sequence").GetInt64().Should().Be(5);
        json.RootElement.GetProperty("turn_id").GetString().Should().Be("t");
        json.RootElement.GetProperty("entry").GetRawText().Should()
            .Be("""{"level":"warning","content":"hello ?","is_pii":false,"timestamp":"2025-01-01T10:00:00Z","logger":"conversation_logger","name":"Jane","n":1}""".Replace('?', '\uFFFD'));
    }

    [Fact]
    public void The_dead_letter_of_a_model_message_does_not_reveal_its_content()
    {
        var letter = DeadLetter.Of(StoreContract.Some.Message(ModelMessage.System("Jane")), "why", s_now);

        letter.Id.Should().Be(DeadLetter.Of(StoreContract.Some.Message(ModelMessage.System("Joe")), "why", s_now).Id);
        letter.Payload.Should().NotContain($"{StoreContract.Some.Message(ModelMessage.System("Jane")).Id}");
    }

    [Fact]
    public void Its_ID_depends_on_the_record_only()
    {
        var entry = Entry("a");
        var id = DeadLetter.Of(entry, "why", s_now).Id;

        DeadLetter.Of(entry, "else", s_now.AddDays(1)).Id.Should().Be(id);
        DeadLetter.Of(entry with { Sequence = 6 }, "why", s_now).Id.Should().NotBe(id);
        DeadLetter.Of(entry with { WriterId = Guid.NewGuid() }, "why", s_now).Id.Should().NotBe(id);
        DeadLetter.Of(Turn() with { Revision = 1 }, "why", s_now).Id.Should()
            .NotBe(DeadLetter.Of(Turn(), "why", s_now).Id, "the turn as it ended is another record");
    }

    [Fact]
    public void Each_kind_has_a_name_and_an_id_of_its_own()
    {
        var id = Guid.NewGuid();
        StoreRecord[] records =
        [
            new ConversationRecord { ConversationId = "c", WriterId = id, AgentId = "a", OpenedAt = s_now },
            Turn(),
            new FunctionEventRecord { ConversationId = "c", WriterId = id, Sequence = 1, Id = "f", Name = "f", StartedAt = s_now },
            Entry("m"),
            new ApiResponseRecord { ConversationId = "c", WriterId = id, Sequence = 1, Id = id, Method = "GET", Url = "u", StatusCode = 200,
                Elapsed = TimeSpan.Zero, Timestamp = s_now },
            new StateChangeRecord { ConversationId = "c", WriterId = id, Sequence = 1, Id = id, Kind = default, Variable = ("v", 1), Timestamp = s_now },
            new MetricRecord { ConversationId = "c", WriterId = id, Sequence = 1, Id = id, Metric = ("v", 1), Timestamp = s_now },
            new FeedbackRecord { ConversationId = "c", TurnId = "t", Source = default, CreatedAt = s_now },
            new AnnotationRecord { ConversationId = "c", Id = id, TurnId = "t", ImprovedAnswer = "Jane", CreatedAt = s_now },
            new NoteRecord { ConversationId = "c", Id = id, Text = "Jane", CreatedAt = s_now },
            new ReadMarkRecord { ConversationId = "c", ReadBy = "r", ReadAt = s_now },
            new AssignmentRecord { ConversationId = "c", AssignedTo = "r", AssignedAt = s_now },
            new DeadLetterRecord { ConversationId = "c", Id = id, Kind = "entry", Reason = "why", RefusedAt = s_now },
        ];
        var letters = records.Select(record => DeadLetter.Of(record, "why", s_now)).ToList();

        letters.Select(static letter => letter.Kind).Should().Equal(
            "conversation", "turn", "function_event", "entry", "api_response", "state_change", "metric", "feedback", "annotation", "note", "read_mark",
                "assignment", "dead_letter");
        letters.Select(static letter => letter.Id).Should().OnlyHaveUniqueItems();
        foreach (var letter in letters)
        {
            using var json = JsonDocument.Parse(letter.Payload!);
            json.RootElement.GetProperty("kind").GetString().Should().Be(letter.Kind);
            letter.Payload.Should().NotContain("Jane");
        }
    }

    [Theory]
    [InlineData('m')]
    [InlineData('\0')]
    [InlineData('漢')]
    [InlineData('\uD800')]
    public void A_large_entry_is_cut_to_JSON_of_64_KB(char of)
    {
        var letter = DeadLetter.Of(Entry(new string(of, 200_000), fields: [("k", "v"), ("l", "v")]), "why", s_now);

        Encoding.UTF8.GetByteCount(letter.Payload!).Should().BeInRange(8_192, 65_536);
        using var json = JsonDocument.Parse(letter.Payload!);
        json.RootElement.GetProperty("entry").GetProperty("content").GetString().Should().EndWith("… [cut, 200000 characters]");
        json.RootElement.GetProperty("fields_left_out").GetInt32().Should().Be(2);
    }

    [Fact]
    public void Fields_that_do_not_fit_are_omitted_and_counted()
    {
        var letter = DeadLetter.Of(Entry("m", fields: [("k", new string('v', 70_000))]), "why", s_now);

        letter.Payload.Should().EndWith(
            ",\"entry\":{\"level\":\"warning\",\"content\":\"m\",\"is_pii\":false,\"timestamp\":\"2025-01-01T10:00:00Z\",\"logger\":\"conversation_logger\"},\"fields_left_out\":1}");
    }

    [Fact]
    public void No_malformed_record_makes_it_throw()
    {
        var letter = DeadLetter.Of(Entry(null!) with { ConversationId = null!, Level = (EntryLevel)7, TurnId = "\uDC00" }, "why", s_now);

        letter.ConversationId.Should().BeEmpty();
        letter.Kind.Should().Be("entry");
        DeadLetter.Of(Entry("m") with { ConversationId = new string('c', 100_000) }, "why", s_now).Payload.Should().BeNull("an id cannot be cut");
    }

    private static EntryRecord Entry(string content, params LogField[] fields) => new()
    {
        ConversationId = "c",
        WriterId = new Guid("5b0e2f6e-3f0e-4a5c-9e36-0f6ad6a2c001"),
        Sequence = 5,
        TurnId = "t",
        Level = EntryLevel.Warning,
        Content = content,
        Timestamp = ManualClock.DefaultStart,
        Fields = new LogFields(fields),
    };

    private static TurnRecord Turn() => new() { ConversationId = "c", WriterId = Guid.Empty, Sequence = 1, Id = "t", StartedAt = s_now };
}
