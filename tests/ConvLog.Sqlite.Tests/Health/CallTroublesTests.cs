using ConvLog.Sqlite.Health;
using ConvLog.Storage.Health;
using ConvLog.Storage;

namespace ConvLog.Sqlite.Tests.Health;

public sealed class CallTroublesTests
{
    private static readonly DateTimeOffset s_start = new(2025, 1, 1, 10, 0, 0, TimeSpan.Zero);

    private readonly CallTroubles _troubles = new();

    [Fact]
    public void A_successful_call_clears_its_own_failure_and_temporary_ones()
    {
        Fail("ListAsync");
        Fail("SearchAsync", mayPass: true);
        Fail("ReadAsync");

        _troubles.Worked("ReadAsync");

        _troubles.Worst!.Message.Should().Be("ListAsync");
        _troubles.Worked("SearchAsync");
        _troubles.IsEmpty.Should().BeFalse();
        _troubles.Worked("ListAsync");
        _troubles.IsEmpty.Should().BeTrue();
        _troubles.Worst.Should().BeNull();
    }

    [Fact]
    public void The_worst_failure_is_reported_and_of_equal_ones_the_oldest()
    {
        Fail("a", StoreHealthStatus.Degraded, 0);
        Fail("b", StoreHealthStatus.Unhealthy, 2);
        Fail("c", StoreHealthStatus.Unhealthy, 1);

        _troubles.Worst!.Message.Should().Be("c");
    }

    private void Fail(string call, StoreHealthStatus status = StoreHealthStatus.Unhealthy, int after = 0, bool mayPass = false)
        => _troubles.Failed(call, _ => new Trouble(status, call, s_start.AddSeconds(after)) { MayPass = mayPass });

    private void Fail(string call, bool mayPass) => Fail(call, StoreHealthStatus.Unhealthy, 0, mayPass);
}
