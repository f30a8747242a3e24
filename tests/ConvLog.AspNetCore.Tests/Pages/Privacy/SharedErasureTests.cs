using System.Net;
using System.Text.RegularExpressions;
using ConvLog.Privacy;

namespace ConvLog.AspNetCore.Tests.Pages.Privacy;

/// <summary>A conversation of several users in the console: who took part, and the effect of erasing one user on the others.</summary>
public sealed class SharedErasureTests(SharedSites sites) : IClassFixture<SharedSites>
{
    private const string Erasures = "/convlog/privacy/erasures";

    [Fact]
    public async Task The_confirmation_lists_conversations_shared_with_other_users()
    {
        var site = await sites.GetAsync(PlayedAsync);

        string jane = (await site.PostPermittedAsync($"{Erasures}/question", ("subject", "user"), ("id", "jane@example.com"))).Body;
        string ada = (await site.PostPermittedAsync($"{Erasures}/question", ("subject", "user"), ("id", "ada@example.com"))).Body;
        string whole = (await site.PostPermittedAsync($"{Erasures}/question", ("subject", "conversation"), ("id", "conv-1"))).Body;

        jane.Should().ContainAll("2 conversations", "is erased whole", ">Shared with 1 other user<").And.NotContain("joe@");
        Regex.Count(jane, "Shared with", RegexOptions.None, TimeSpan.FromSeconds(1)).Should().Be(1);
        ada.Should().Contain("is erased whole").And.NotContain("Shared with");
        whole.Should().Contain(">2 users<").And.NotContain("Shared with");
    }

    [Fact]
    public async Task The_receipt_and_its_file_list_shared_conversations_with_the_number_of_other_users()
    {
        await using var site = await PlayedAsync();

        var erased = await site.PostPermittedAsync(Erasures, ("subject", "user"), ("id", "jane@example.com"), ("typed", "erase"));
        string receipt = (await site.GetWithKeyAsync(erased.Header("Location")!, Site.PiiKey)).Body;
        string address = Regex.Match(receipt, "(?<=href=\")[^\"]+(?=\" download)", RegexOptions.None, TimeSpan.FromSeconds(1)).Value;
        string file = (await site.GetWithKeyAsync(address, Site.PiiKey)).Body;

        receipt.Should().ContainAll("Shared with other users", "<bdi>conv-1</bdi>", "1 other user<").And.NotContain("example.com").And.NotContain("conv-2");
        file.Should().Contain("\"sharedConversations\":[{\"conversationId\":\"conv-1\",\"otherUsers\":1}]").And.NotContain("example.com");
        (await site.GetAsync("/convlog/conversations/conv-1")).Status.Should().Be(HttpStatusCode.NotFound);
        (await site.GetAsync("/convlog/conversations/conv-3")).Status.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_review_page_and_each_journey_show_all_users()
    {
        var site = await sites.GetAsync(PlayedAsync);
        string[] pseudonyms = [.. (await site.Reading.GetSummaryAsync(Reader.Anonymous, "conv-1"))!.Users.Select(static user => user.Pseudonym)];

        string page = (await site.GetWithKeyAsync("/convlog/conversations/conv-1")).Body;

        foreach (string pseudonym in pseudonyms)
        {
            page.Should().Contain($"href=\"/convlog/users/{pseudonym}\"");
            (await site.GetWithKeyAsync($"/convlog/users/{pseudonym}")).Body.Should()
                .ContainAll("conv-1", "shared with 1 other user", $"<bdi>{pseudonym}</bdi>");
        }
    }

    [Theory]
    [InlineData("jane@example.com", 0)]
    [InlineData("joe@example.com", 1)]
    public async Task A_user_id_leads_to_the_journey_and_from_there_to_the_erasure_of_that_user(string id, int place)
    {
        var site = await sites.GetAsync(PlayedAsync);
        string pseudonym = (await site.Reading.GetSummaryAsync(Reader.Anonymous, "conv-1"))!.Users[place].Pseudonym;

        var found = await site.PostPermittedAsync("/convlog/users/find", ("who", id));
        string revealed = (await site.RevealAsync($"/convlog/users/{pseudonym}")).Body;
        string question = (await site.PostPermittedAsync($"{Erasures}/question", ("subject", "user"), ("pseudonym", pseudonym))).Body;

        found.Header("Location").Should().Be($"/convlog/users/{pseudonym}");
        revealed.Should().MatchRegex($"<h1><bdi>{Regex.Escape(id)}</bdi>");
        question.Should().Contain($"<bdi>{id}</bdi>");
    }

    private static async Task<Site> PlayedAsync()
    {
        var site = await Site.WithKeysAsync();
        foreach (var (id, user) in new[] { ("conv-2", "jane"), ("conv-3", "joe"), ("conv-4", "ada"), ("conv-1", "jane"), ("conv-1", "joe") })
        {
            await site.PlayAsync(new ConversationInfo(id) { AgentId = "bookings", UserId = $"{user}@example.com" });
        }

        return site;
    }
}
