namespace ConvLog.AspNetCore.Tests.Api.Groups;

public sealed class UserRoutesTests(SharedSites sites) : IClassFixture<SharedSites>
{
    private const string Root = "/convlog/v1";

    [Theory]
    [InlineData("turn_from=2025-03-02", 2)]
    [InlineData("turn_from=2025-03-02&channel=voice", 1)]
    [InlineData("turn_from=2025-03-02&agent=other", 0)]
    [InlineData("turn_from=2025-01-01&turn_to=2025-01-02", 2)]
    [InlineData("turn_from=2025-01-02&turn_to=2025-03-02", 0)]
    [InlineData("turn_from=2025-03-02&from=2025-03-01", 1)]
    [InlineData("", 1)]
    public async Task Users_are_filtered_by_the_time_of_their_turns(string query, int users)
    {
        var site = await sites.GetAsync(static () => PlayedTurns.InTwoMonthsAsync());

        (await site.GetWithKeyAsync($"{Root}/users?{query}")).Json.GetProperty("users").GetArrayLength().Should().Be(users);
    }
}
