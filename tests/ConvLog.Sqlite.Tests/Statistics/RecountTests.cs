using ConvLog.Storage;

namespace ConvLog.Sqlite.Tests.Statistics;

public sealed class RecountTests : IDisposable
{
    private static readonly StatisticsQuery s_query = new() { From = Some.Noon.AddDays(-1), To = Some.Noon.AddDays(2) };

    private readonly StatisticsFile _file = new();

    [Theory]
    [InlineData("UPDATE roll_up SET cell = zeroblob(length(cell))")]
    [InlineData("UPDATE roll_up SET cell = x''")]
    [InlineData("UPDATE roll_up SET checksum = checksum + 1 WHERE kind = 0")]
    [InlineData("UPDATE active SET members = zeroblob(length(members))")]
    [InlineData("UPDATE active SET checksum = checksum + 1")]
    public async Task A_damaged_roll_up_is_counted_again_from_the_turns_and_calls(string damage)
    {
        await WriteAsync("a");
        await WriteAsync("b");
        _file.Session.Execute(damage);

        var answer = await _file.ReadAsync(s_query);

        answer.Total.Conversations.Should().Be(2);
        answer.Functions.Should().ContainSingle().Which.Calls.Should().Be(2);
    }

    [Theory]
    [InlineData("UPDATE roll_up SET cell = zeroblob(length(cell))")]
    [InlineData("UPDATE roll_up SET cell = x'FF'")]
    [InlineData("UPDATE active SET members = zeroblob(length(members))")]
    public async Task The_next_write_to_a_damaged_roll_up_makes_it_whole(string damage)
    {
        await WriteAsync("a");
        _file.Session.Execute(damage);

        await WriteAsync("b");

        CountedAgain.ShouldBeKept(_file.Session);
        await _file.ReadAsync(s_query);
    }

    [Theory]
    [InlineData("UPDATE turn SET cost = 'x', started = -9223372036854775807, latency = -1, currency = NULL")]
    [InlineData("UPDATE turn SET cost = '99999999999999999999999999999999999999', started = 9223372036854775807, latency = 9223372036854775807")]
    [InlineData("UPDATE call SET started = -1, duration = -1, outcome = 77, name = ''")]
    public async Task A_damaged_turn_or_call_stops_no_write(string damage)
    {
        await WriteAsync("a");
        _file.Session.Execute(damage);

        await _file.WriteAsync(
            Some.Turn("a", Some.Noon, revision: 1),
            Some.Call("a", Some.Noon) with { Revision = 1 },
            Some.Opening("a", channel: "voice", revision: 1));

        _file.Number("SELECT revision FROM turn").Should().Be(1);
    }

    public void Dispose() => _file.Dispose();

    private Task WriteAsync(string conversation) => _file.WriteAsync(
        Some.Opening(conversation, user: conversation),
        Some.Turn(conversation, Some.Noon, latency: TimeSpan.FromSeconds(1), usage: new ModelUsage("gpt-x", 10, 5, 0.25m)),
        Some.Call(conversation, Some.Noon));
}
