using ConvLog.PostgreSql.Connections;

namespace ConvLog.PostgreSql.Tests.Connections;

public sealed class PartitionRangeTests
{
    [Fact]
    public void Adjacent_partitions_share_one_condition()
        => Range(28, 21, 7).And("c").Should().Be(" AND (c.day >= 21 AND c.day < 35 OR c.day >= 7 AND c.day < 14)");

    [Fact]
    public void No_partitions_match_no_rows_and_all_partitions_need_no_condition()
    {
        Range().Condition("day").Should().Be("false");
        PartitionRange.All.And("c").Should().BeEmpty();
        PartitionRange.All.Condition("day").Should().Be("true");
    }

    private static PartitionRange Range(params int[] first)
        => new(first.Select(static day => new DaySpan(day, day + 7)));
}
