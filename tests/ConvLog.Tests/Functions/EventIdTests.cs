using ConvLog.Functions;

namespace ConvLog.Tests.Functions;

public sealed class EventIdTests
{
    [Fact]
    public void Ids_are_UUIDs_that_begin_with_their_time()
    {
        for (int i = 0; i < 20; i++)
        {
            var before = TimeProvider.System.GetUtcNow();
            string id = EventId.New();

            Guid.TryParseExact(id, "D", out _).Should().BeTrue();
            id[14].Should().Be('7', "that is the version");
            "89ab".Should().Contain(id[19..20], "that is the variant");
            var made = DateTimeOffset.FromUnixTimeMilliseconds(Convert.ToInt64(id.Replace("-", "", StringComparison.Ordinal)[..12], 16));
            made.Should().BeCloseTo(before, TimeSpan.FromSeconds(10), "a system's clock may be set back at any time");
        }
    }

    [Fact]
    public void No_two_are_the_same_however_many_are_made_at_once()
        => ParallelEnumerable.Range(0, 100_000).Select(static _ => EventId.New()).Distinct(StringComparer.Ordinal).Count().Should().Be(100_000);
}
