using ConvLog.PostgreSql.Tests.Support;
using ConvLog.StoreContract;

namespace ConvLog.PostgreSql.Tests.Keys;

public sealed class KeysStoreCursorsTests
{
    [Fact]
    public async Task A_cursor_is_valid_on_every_host()
    {
        await using var hosts = new Hosts();

        await SharedCursors.ShouldBeSharedAsync(hosts.Open(), () => hosts.Open());
    }

    [Fact]
    public async Task A_cursor_of_another_store_is_rejected()
    {
        await using var one = new Hosts();
        await using var other = new Hosts();

        await SharedCursors.ShouldBeRefusedAsync(one.Open(), other.Open());
    }
}
