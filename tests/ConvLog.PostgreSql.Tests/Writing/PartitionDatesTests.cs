using ConvLog.PostgreSql.Writing;
using ConvLog.Records;
using ConvLog.StoreContract;
using ConvLog.Testing;

namespace ConvLog.PostgreSql.Tests.Writing;

public sealed class PartitionDatesTests
{
    private static readonly TimeProvider s_later = new ManualClock(Some.At(0).AddDays(100));

    /// <summary>A record of each kind that may be stored before its conversation has an opening.</summary>
    private static IEnumerable<StoreRecord> First { get; } =
    [
        Some.Opening(), Some.Turn(1), Some.TurnChange(1), Some.Call(1), Some.Entry(1), Some.Feedback(1, FeedbackRating.Like), Some.Annotation(1), Some.Note(),
        Some.Score(), Some.Label(), Some.ReadMark(), Some.Assignment(), Some.DeadLetter(),
    ];

    [Fact]
    public void A_conversation_belongs_to_the_day_of_its_first_record_of_any_kind()
    {
        foreach (var record in First)
        {
            PartitionDates.Of([record], s_later).Should().ContainSingle()
                .Which.Value.Should().Be(DateOnly.FromDateTime(Some.At(0).UtcDateTime).DayNumber, record.GetType().Name);
        }
    }

    [Fact]
    public void The_day_of_an_opening_counts_before_those_of_records_that_arrive_earlier()
        => PartitionDates.Of([Some.Score() with { CreatedAt = Some.At(0).AddDays(-3) }, Some.Opening()], s_later).Should().ContainSingle()
            .Which.Value.Should().Be(DateOnly.FromDateTime(Some.At(0).UtcDateTime).DayNumber);
}
