using System.Text;
using System.Text.Json;
using ConvLog.Records;
using ConvLog.Storage;
using ConvLog.StoreContract;
using ConvLog.StoreContract.Properties;

namespace ConvLog.Tests.Storage.Payloads.Json;

/// <summary>The JSON of records is lossless and readable by other versions, and its errors do not quote the content.</summary>
public sealed class RecordJsonTests
{
    [Fact]
    public void Every_value_of_every_property_of_every_record_is_read_back()
    {
        var lost = PropertyChange.All
            .SelectMany(static change => change.Variants.Select(variant => (change, variant, read: Read(Write(variant)))))
            .Where(static pair => !string.Equals(AnswerText.Of(pair.read), AnswerText.Of(pair.variant), StringComparison.Ordinal)
            || pair.read.GetType() != pair.variant.GetType())
            .Select(static pair
            => $"{pair.change.Name} of {PropertyValues.Text(pair.change.Property.GetValue(pair.variant))} is read as "
            + $"{PropertyValues.Text(pair.change.Property.GetValue(pair.read))}");

        lost.Should().BeEmpty();
        PropertyChange.All.Select(static change => change.Sample.GetType()).Distinct().Should().HaveCount(19);
    }

    [Fact]
    public void Properties_that_a_store_does_not_keep_are_read_back_too()
    {
        var writer = Guid.NewGuid();

        ((ConversationRecord)Read(Write(Some.Opening() with { IsCopy = true }))).IsCopy.Should().BeTrue();
        ((TurnRecord)Read(Write(Some.Turn(1) with { UtterancesArePersonal = new EqualityNeutral(true) }))).UtterancesArePersonal.Value.Should().BeTrue();
        StoreRecord[] given =
        [
            Some.Feedback(1, FeedbackRating.Like) with { GivenBy = writer }, Some.Annotation(1) with { GivenBy = writer },
                Some.Note() with { GivenBy = writer },
            Some.DeadLetter() with { GivenBy = writer },
        ];
        given.Select(static record => Read(Write(record)).Writer).Should().AllBeEquivalentTo(writer);
    }

    [Fact]
    public void All_ticks_of_a_time_and_all_digits_of_a_number_are_read_back()
    {
        var at = new DateTimeOffset(2026, 6, 3, 13, 18, 6, TimeSpan.FromHours(2)).AddTicks(1_234_567);
        var fields = Some.Fields(("cost", 1.2300m), ("nested", new { a = new[] { 1, 2 } }), LogField.Of("large", ulong.MaxValue),
            ("text", "\ud800 line\n\u2028"));

        var read = (EntryRecord)Read(Write(Some.Entry(1) with { Timestamp = at, Fields = fields }));

        read.Timestamp.Should().BeExactly(at.ToUniversalTime());
        AnswerText.Of(read.Fields).Should().Be(AnswerText.Of(fields));
    }

    [Fact]
    public void The_JSON_holds_personal_data_in_clear_text()
        => Write(Some.Entry(1, "the content", isPii: true)).Should().Contain("the content").And.Contain("\"is_pii\":true");

    [Fact]
    public void Unknown_properties_are_ignored_and_missing_ones_have_their_default()
    {
        string json = $$"""{"later":{"a":[1]},"conversation_id":"c","read_by":"ana","read_at":"2026-06-03T13:18:06Z","kind":"read_mark"}""";

        Read(json).Should().Be(new ReadMarkRecord { ConversationId = "c", ReadBy = "ana", ReadAt = new DateTimeOffset(2026, 6, 3, 13, 18, 6, TimeSpan.Zero) });
    }

    [Theory]
    [InlineData("""{"kind":"later"}""", "*does not know records of kind 'later'*")]
    [InlineData("""{"conversation_id":"c"}""", "*no property 'kind'*")]
    [InlineData("""{"kind":"note","conversation_id":"c"}""", "*no property 'id'*")]
    [InlineData("""{"kind":"note","conversation_id":7}""", "*'conversation_id'*wrong type*")]
    [InlineData("""{"kind":"feedback","conversation_id":"c","turn_id":"t","source":"nobody"}""", "*'nobody' is not one of user, team*")]
    [InlineData("""{"kind":"function_event","conversation_id":"c","writer_id":"00000000-0000-0000-0000-000000000001","id":"e","name":"f","started_at":"2026-06-03T13:18:06Z","losses":{"dropped":{"entry_limit":"secret"}}}""", "*wrong type*")]
    [InlineData("""["secret"]""", "*not a JSON object*")]
    [InlineData("""{"kind":"note",""", "*")]
    public void JSON_that_is_no_record_is_refused_with_the_reason(string json, string message)
    {
        var read = () => Read(json);

        read.Should().Throw<JsonException>().WithMessage(message).Which.ToString().Should().NotContain("secret");
    }

    [Fact]
    public void A_JSON_reader_is_positioned_at_the_end_of_the_record()
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes($"[{Write(Some.Note())},{Write(Some.ReadMark())}]"));
        reader.Read();
        reader.Read();

        RecordJson.Read(ref reader).Should().BeOfType<NoteRecord>();
        reader.TokenType.Should().Be(JsonTokenType.EndObject);
        reader.Read();
        RecordJson.Read(ref reader).Should().BeOfType<ReadMarkRecord>();
    }

    private static string Write(StoreRecord record)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            RecordJson.Write(json, record);
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static StoreRecord Read(string json)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json));
        return RecordJson.Read(ref reader);
    }
}
