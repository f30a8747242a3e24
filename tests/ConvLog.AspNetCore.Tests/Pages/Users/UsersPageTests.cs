using System.Net;

namespace ConvLog.AspNetCore.Tests.Pages.Users;

public sealed class UsersPageTests
{
    [Fact]
    public async Task A_user_links_to_all_their_conversations_and_the_id_requires_the_permission()
    {
        await using var site = await Site.WithKeysAsync();
        await site.PlayAsync(new ConversationInfo("a") { UserId = "ada@example.com" });
        await site.PlayAsync(new ConversationInfo("b") { UserId = "ada@example.com" });
        await site.PlayAsync(new ConversationInfo("c") { UserId = "bob@example.com" });

        string without = (await site.GetWithKeyAsync("/convlog/users")).Body;
        string permitted = (await site.RevealAsync("/convlog/users")).Body;

        without.Should().Contain("href=\"/convlog/users/user-").And.NotContain("@example.com");
        permitted.Should().Contain("ada@example.com").And.Contain("bob@example.com").And.NotContain("/users/ada").And.NotContain("users/bob");
    }

    [Fact]
    public async Task A_page_without_users_explains_how_to_set_them_and_an_invalid_cursor_is_refused()
    {
        await using var site = await Site.StartAsync();

        (await site.GetAsync("/convlog/users")).Body.Should().Contain("No users yet").And.Contain("UserId");
        (await site.GetAsync("/convlog/users?cursor=abc")).Status.Should().Be(HttpStatusCode.BadRequest);
        (await site.GetAsync("/convlog/users?agent=&cursor=")).Status.Should().Be(HttpStatusCode.OK);
    }
}
