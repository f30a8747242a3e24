namespace ConvLog.AspNetCore.Tests.Api.Groups;

public sealed class TeamRoutesTests(SharedSites sites) : IClassFixture<SharedSites>
{
    private const string Root = "/convlog/v1";

    [Theory]
    [InlineData("", "like,dislike,like")]
    [InlineData("turn_from=2025-03-02", "dislike")]
    [InlineData("turn_to=2025-03-02", "like,like")]
    [InlineData("turn_from=2025-03-02&rating=like", "")]
    public async Task Ratings_are_filtered_by_the_time_of_their_turn(string query, string ratings)
    {
        var site = await sites.GetAsync(static () => PlayedTurns.InTwoMonthsAsync());

        var feedback = (await site.GetWithKeyAsync($"{Root}/feedback?{query}")).Json.GetProperty("feedback");

        feedback.EnumerateArray().Select(static rated => rated.GetProperty("rating").GetString()).Should()
            .BeEquivalentTo(ratings.Split(',', StringSplitOptions.RemoveEmptyEntries));
    }
}
