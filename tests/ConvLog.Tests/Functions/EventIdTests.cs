using ConvLog.Functions;

namespace ConvLog.Tests.Functions;

public sealed class EventIdTests
{
    [Fact]
    public async Task Ids_are_UUIDs_in_the_order_of_their_time()
    {
        var ids = new List<string>();
        for (int i = 0; i < 20; i++)
        {
            ids.Add(EventId.New());
            await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System);
        }

        ids.Should().BeInAscendingOrder(StringComparer.Ordinal);
        ids.Should().AllSatisfy(static id =>
        {
            Guid.TryParseExact(id, "D", out _).Should().BeTrue();
            id[14].Should().Be('7', "that is the version");
            "89ab".Should().Contain(id[19..20], "that is the variant");
        });
        var made = DateTimeOffset.FromUnixTimeMilliseconds(Convert.ToInt64(ids[^1].Replace("-", "", StringComparison.Ordinal)[..12], 16));
        made.Should().BeCloseTo(TimeProvider.System.GetUtcNow(), TimeSpan.FromMinutes(1));
    }

    [Fact]
    public void No_two_are_the_same_however_many_are_made_at_once()
        => ParallelEnumerable.Range(0, 100_000).Select(static _ => EventId.New()).Distinct(StringComparer.Ordinal).Count().Should().Be(100_000);
}
