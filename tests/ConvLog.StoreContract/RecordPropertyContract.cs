using System.Globalization;
using ConvLog.StoreContract.Properties;

namespace ConvLog.StoreContract;

/// <summary>Every property of every record is read back as it was written, for any value. New properties are tested at once.</summary>
/// <param name="open">Opens an empty store.</param>
/// <param name="everyNth">Runs the first and every n-th further value of each property; 1 for all.</param>
public abstract class RecordPropertyContract(Func<ValueTask<IStoreUnderTest>> open, int everyNth = 1) : StoreTest(open)
{
    [Fact]
    public async Task Every_value_of_every_property_is_read_back()
    {
        var written = Conversations().ToList();
        await WriteAsync([.. written.SelectMany(static one => PropertyConversation.Around(one.Record, one.Id))]);

        var lost = new List<string>();
        foreach (var (change, record, id) in written)
        {
            var read = PropertyConversation.Find(await ReadAsync(id), record.GetType());
            string? expected = IsHidden(record) ? null : AnswerText.Of(record with { ConversationId = id });
            if (!string.Equals(read is null ? null : AnswerText.Of(read), expected, StringComparison.Ordinal))
            {
                lost.Add($"{change.Name} of {PropertyValues.Text(change.Property.GetValue(record))} comes back as "
                    + $"{(read is null ? "nothing" : PropertyValues.Text(change.Property.GetValue(read)))}");
            }
        }

        lost.Should().BeEmpty();
        written.Should().HaveCountGreaterThan(300 / everyNth);
    }

    // Each value has its own conversation, so the conversation ID is tested with each of them.
    private IEnumerable<(PropertyChange Change, StoreRecord Record, string Id)> Conversations() => PropertyChange.All
        .Where(static change => change.Property.Name is not nameof(StoreRecord.ConversationId))
        .Where(static change => change.Sample is not TurnChangeRecord) // It is read back as part of its turn: see LateTurnContract.
        .SelectMany(change => change.Variants.Where((_, place) => place % everyNth == 0).Select(record => (change, record)))
        .Select(static (one, number) => (one.change, one.record, string.Create(CultureInfo.InvariantCulture, $"property {number}")));

    // A store keeps a revoked rating, and a removed answer, score or label, to recognize late copies, and returns none of them.
    private static bool IsHidden(StoreRecord record) => record is FeedbackRecord { Rating: null } or AnnotationRecord { IsRemoved: true }
        or ScoreRecord { IsRemoved: true } or LabelRecord { IsRemoved: true } or ReadMarkRecord { IsRemoved: true };
}
