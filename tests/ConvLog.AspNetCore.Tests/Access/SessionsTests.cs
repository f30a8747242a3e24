using ConvLog.AspNetCore.Access;
using ConvLog.Privacy;

namespace ConvLog.AspNetCore.Tests.Access;

public sealed class SessionsTests
{
    private readonly ManualClock _clock = new();
    private readonly ApiKey _ada = new(ApiKey.Hash("ada-key"), new Reader("Ada", canReadPii: true), ConvLogPermissions.All);

    [Fact]
    public void A_session_token_has_256_random_bits_and_finds_its_reader()
    {
        Sessions sessions = new(_clock);
        string first = sessions.Begin(_ada);
        string second = sessions.Begin(_ada);

        first.Should().HaveLength(43).And.NotBe(second).And.MatchRegex("^[A-Za-z0-9_-]+$");
        sessions.Find(first)?.Key.Should().Be(_ada);
        sessions.Find(first[..42]).Should().BeNull();
    }

    [Fact]
    public void A_session_ends_after_12_hours()
    {
        Sessions sessions = new(_clock);
        string token = sessions.Begin(_ada);

        _clock.Advance(TimeSpan.FromHours(12) - TimeSpan.FromTicks(1));
        sessions.Find(token)?.Key.Should().Be(_ada);
        _clock.Advance(TimeSpan.FromTicks(1));
        sessions.Find(token).Should().BeNull();
    }

    [Fact]
    public void Signing_out_ends_only_one_session()
    {
        Sessions sessions = new(_clock);
        string first = sessions.Begin(_ada);
        string second = sessions.Begin(_ada);

        sessions.End(first);

        sessions.Find(first).Should().BeNull();
        sessions.Find(second)?.Key.Should().Be(_ada);
    }

    [Fact]
    public void A_session_beyond_the_capacity_replaces_the_oldest()
    {
        Sessions sessions = new(_clock);
        List<string> tokens = [];
        for (int i = 0; i <= Sessions.Capacity; i++)
        {
            tokens.Add(sessions.Begin(_ada));
            _clock.Advance(TimeSpan.FromMilliseconds(1));
        }

        sessions.Find(tokens[0]).Should().BeNull();
        sessions.Find(tokens[1])?.Key.Should().Be(_ada);
        sessions.Find(tokens[^1])?.Key.Should().Be(_ada);
    }

    [Fact]
    public void Expired_sessions_are_replaced_first()
    {
        Sessions sessions = new(_clock);
        for (int i = 0; i < Sessions.Capacity; i++)
        {
            sessions.Begin(_ada);
        }

        _clock.Advance(Sessions.Lifetime);
        string[] tokens = [sessions.Begin(_ada), sessions.Begin(_ada)];

        tokens.Should().OnlyContain(token => sessions.Find(token)!.Key == _ada);
    }
}
