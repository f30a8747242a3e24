using System.Net;

namespace ConvLog.AspNetCore.Tests.Access.Matrix;

/// <summary>Faulty sign-ins.</summary>
public sealed class SignInFaultsTests
{
    private const string List = "/convlog/v1/conversations";

    [Fact]
    public async Task A_token_without_a_subject_identifies_a_user_by_name_or_an_application_else_access_is_denied()
    {
        await using var host = await SignInHost.StartAsync(SignInKind.Bearer, isRequired: true);

        (await host.Site.GetAsync(List, host.WithBearer([("name", "Ada"), ("may", "read")]))).Status.Should().Be(HttpStatusCode.OK);
        (await host.Site.GetAsync(List, host.WithBearer([("azp", "reports"), ("may", "read")]))).Status.Should().Be(HttpStatusCode.OK);
        var nobody = await host.Site.GetAsync(List, host.WithBearer([("may", "read")]));
        nobody.Status.Should().Be(HttpStatusCode.Forbidden);
        nobody.Header("Content-Type").Should().StartWith("application/problem+json");
    }

    [Fact]
    public async Task Duplicate_names_300_roles_and_markup_in_a_name_change_no_permission_page_or_log()
    {
        await using var host = await SignInHost.StartAsync(SignInKind.Bearer, isRequired: true);
        string name = "</bdi><script>alert(1)</script>\r\nConvLog.Security: Refused nobody \u202e" + new string('x', 10_000);
        (string, string)[] claims =
        [
            ("sub", "1"), ("name", name), ("name", "Ada"), ("may", "read"),
            .. Enumerable.Range(0, 300).Select(static number => ("roles", $"role-{number}")),
        ];

        var page = await host.Site.GetAsync("/convlog", host.WithBearer(claims));
        page.Status.Should().Be(HttpStatusCode.OK);
        page.Body.Should().NotContain("<script>alert").And.NotContain(new string('x', 1_000));
        (await host.Site.GetAsync("/convlog/v1/retention", host.WithBearer(claims))).Status.Should().Be(HttpStatusCode.Forbidden);
        var lines = host.Site.Logs.GetSnapshot().Where(static record => record.Category is "ConvLog.Security").Select(static record => record.Message).ToList();
        lines.Should().NotBeEmpty().And.OnlyContain(static line => !line.Any(char.IsControl) && line.Length < 2_000);
    }

    [Theory]
    [InlineData(-4, HttpStatusCode.OK)]
    [InlineData(-60, HttpStatusCode.Unauthorized)]
    [InlineData(124, HttpStatusCode.OK)]
    [InlineData(180, HttpStatusCode.Unauthorized)]
    public async Task A_clock_skew_of_minutes_is_tolerated_and_one_of_an_hour_is_not(int minutesToItsEnd, HttpStatusCode expected)
    {
        await using var host = await SignInHost.StartAsync(SignInKind.Bearer, isRequired: false);

        var answer = await host.Site.GetAsync(List, host.WithBearer([("sub", "1"), ("may", "read")], TimeSpan.FromMinutes(minutesToItsEnd)));

        answer.Status.Should().Be(expected, "a token begins two hours before its end");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task While_the_issuer_is_down_new_tokens_are_refused_without_details(bool isRequired)
    {
        await using var host = await SignInHost.StartAsync(SignInKind.Bearer, isRequired);
        var token = host.WithBearer([("sub", "1"), ("may", "read")]);
        await host.Issuer.StopAsync();

        foreach (string path in new[] { List, "/v1/agents/bookings/conversations", "/convlog/conversations/conv-42" })
        {
            var answer = await host.Site.GetAsync(path, token);
            answer.Status.Should().Be(HttpStatusCode.Unauthorized);
            answer.Body.Should().NotContain("Exception").And.NotContain("IDX").And.NotContain("127.0.0.1");
        }
    }

    [Fact]
    public async Task While_the_issuer_is_down_browser_sessions_continue()
    {
        await using var host = await SignInHost.StartAsync(SignInKind.OpenId, isRequired: true);
        var sent = await host.SignInAsync("ada", "read");
        await host.Issuer.StopAsync();

        (await host.Site.GetAsync("/convlog", sent)).Status.Should().Be(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(SignInKind.Cookie)]
    [InlineData(SignInKind.Identity)]
    [InlineData(SignInKind.OpenId)]
    [InlineData(SignInKind.Bearer)]
    public async Task A_removed_user_loses_access_to_what_they_had_revealed(SignInKind kind)
    {
        await using var host = await SignInHost.StartAsync(kind, isRequired: true);
        await Canaries.PlayAsync(host.Site);
        var sent = await host.SignInAsync("ada", "read", "pii");
        string page = $"/convlog/conversations/{Canaries.ConversationId}";

        (await host.Site.PostAsync(page, [("reveal", "yes")], sent)).Body.Should().Contain(Canaries.Mark);
        host.Remove("ada");
        foreach (var answer in new[] { await host.Site.PostAsync(page, [("reveal", "yes")], sent), await host.Site.GetAsync(page, sent) })
        {
            answer.Status.Should().Be(HttpStatusCode.Forbidden);
            answer.Body.Should().NotContain(Canaries.Mark);
        }
    }

    [Fact]
    public async Task A_user_of_Identity_is_nobody_before_the_second_factor_and_is_not_displayed_by_their_address()
    {
        await using var host = await SignInHost.StartAsync(SignInKind.Identity, isRequired: false);
        var sent = await host.SignInAsync(Account.Id, "read");

        (await host.Site.GetAsync("/convlog", sent)).Body.Should().Contain("<bdi>ada</bdi>").And.NotContain(Account.Name);
        string halfway = await IdentityUsers.EnterPasswordAsync(host.Site);
        foreach (string path in new[] { List, "/convlog" })
        {
            (await host.Site.GetAsync(path, ("Cookie", halfway))).Status.Should().Be(HttpStatusCode.Unauthorized);
        }
    }

    [Fact]
    public async Task A_reader_who_ignores_Retry_After_is_refused_again_without_affecting_others()
    {
        await using var site = await Site.WithKeysAsync(static options => options.ExportsPerMinute = 2);
        List<Answer> answers = [];
        for (int request = 0; request < 40; request++)
        {
            answers.Add(await site.GetWithKeyAsync("/convlog/v1/export/conversations"));
        }

        answers.Take(2).Should().OnlyContain(static answer => answer.Status == HttpStatusCode.OK);
        answers.Skip(2).Select(static answer => answer.Status).Should().AllBeEquivalentTo(HttpStatusCode.TooManyRequests);
        answers.Skip(2).Select(Seconds).Should().OnlyContain(static seconds => seconds >= 1 && seconds <= 60);
        (await site.GetWithKeyAsync("/convlog/v1/export/conversations", Site.PiiKey)).Status.Should().Be(HttpStatusCode.OK);

        static int Seconds(Answer answer) => int.Parse(answer.Header("Retry-After")!, System.Globalization.CultureInfo.InvariantCulture);
    }
}
