namespace ConvLog.Tests.Entries;

public class LossCountsTests
{
    [Fact]
    public void The_counts_read_as_a_sentence()
    {
        LossCounts.None.ToString().Should().Be("0 logged, none lost");
        Counts([(LossReason.CaptureFailed, 1), (LossReason.EntryLimit, 1_002)], [(LossReason.TextLength, 1)]).ToString().Should()
            .Be("12000 logged, 1003 dropped (1002 EntryLimit, 1 CaptureFailed), truncated (1 TextLength)");
        Counts([], [(LossReason.Depth, 2)]).ToString().Should().Be("12000 logged, truncated (2 Depth)");
        Counts([(LossReason.EntryLimit, 3)], []).ToString().Should().Be("12000 logged, 3 dropped (3 EntryLimit)");
    }

    private static LossCounts Counts((LossReason Reason, long Count)[] dropped, (LossReason Reason, long Count)[] truncated) => new()
    {
        Accepted = 12_000,
        Dropped = dropped.ToDictionary(static one => one.Reason, static one => one.Count),
        Truncated = truncated.ToDictionary(static one => one.Reason, static one => one.Count),
    };
}
