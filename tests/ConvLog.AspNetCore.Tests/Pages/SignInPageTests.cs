using System.Net;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.AspNetCore.Tests.Pages;

/// <summary>A visitor without access reads how to get it, and nothing about conversations.</summary>
public sealed class SignInPageTests
{
    [Fact]
    public async Task With_keys_it_says_who_gives_one_and_how_long_a_session_lasts()
    {
        string body = await StartedAsync(static options => options.ApiKeys.Add(Site.ReaderKey, "Reader"));

        body.Should().Contain("Enter your API key. The administrator of this app gives you one").And.Contain("a session of 12 hours")
            .And.Contain("The API key is not stored in the browser.").And.NotContain("Users of this app");
    }

    [Fact]
    public async Task With_keys_and_a_policy_users_of_the_app_are_sent_to_its_own_sign_in()
    {
        string body = await StartedAsync(static options =>
        {
            options.ApiKeys.Add(Site.ReaderKey, "Reader");
            options.ReadPolicy = "support";
        });

        body.Should().Contain("Users of this app need no key: sign in to the app, then open this page again.").And.Contain("name=\"key\"")
            .And.NotContain("\"support\"", "names of policies are not for visitors");
    }

    [Fact]
    public async Task With_a_policy_only_there_is_no_field_for_a_key()
    {
        string body = await StartedAsync(static options => options.ReadPolicy = "support");

        body.Should().Contain("Sign in to the app, then open this page again.").And.Contain("ask its").And.NotContain("name=\"key\"");
    }

    [Fact]
    public async Task Without_any_access_it_shows_the_code_that_grants_it()
    {
        string body = await StartedAsync(configure: null);

        body.Should().Contain("Nobody has access yet.").And.Contain("options.ApiKeys.Add(").And.Contain("options.ReadPolicy =")
            .And.Contain("By default, this machine has access in the Development environment, without personal data.").And.NotContain("name=\"key\"");
    }

    // The page of a visitor from another machine, without what a reader sees of the stored conversation.
    private static async Task<string> StartedAsync(Action<ConvLogConsoleOptions>? configure)
    {
        await using var site = await Site.StartAsync(configure, services: static services => services.AddAuthorization(
            static options => options.AddPolicy("support", static policy => policy.RequireAuthenticatedUser())));
        site.Address = IPAddress.Parse("203.0.113.7");
        await site.PlayAsync(new ConversationInfo("secret-id") { AgentId = "secret-agent" }, said: "secret words");

        var answer = await site.GetAsync("/convlog");

        answer.Status.Should().Be(HttpStatusCode.Unauthorized);
        string body = WebUtility.HtmlDecode(answer.Body);
        body.Should().NotContain("secret").And.NotContain("ConversationStore").And.NotContain("conversations yet");
        return body;
    }
}
