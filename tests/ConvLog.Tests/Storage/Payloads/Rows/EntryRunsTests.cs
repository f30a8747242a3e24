using ConvLog.Storage.Payloads.Rows;

namespace ConvLog.Tests.Storage.Payloads.Rows;

public sealed class EntryRunsTests
{
    [Fact]
    public void A_gap_ends_a_run()
        => EntryRuns.Of([(7, false), (1, false), (2, false), (3, false), (8, false)]).Should().Equal((1, 3), (7, 8));

    [Fact]
    public void Personal_entries_are_part_of_a_run_but_no_run_themselves()
        => EntryRuns.Of([(1, false), (2, true), (3, false), (5, true), (6, true)]).Should().Equal((1, 3));

    [Fact]
    public void A_long_run_is_split()
        => EntryRuns.Of([.. Enumerable.Range(1, 4_001).Select(static place => ((long)place, false))])
            .Should().Equal((1, 2_000), (2_001, 4_000), (4_001, 4_001));

    [Fact]
    public void No_entries_have_no_runs() => EntryRuns.Of([]).Should().BeEmpty();
}
