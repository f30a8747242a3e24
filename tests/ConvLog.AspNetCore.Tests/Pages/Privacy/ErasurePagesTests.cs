using System.Net;
using System.Text.RegularExpressions;
using ConvLog.AspNetCore.Access;

namespace ConvLog.AspNetCore.Tests.Pages.Privacy;

public sealed class ErasurePagesTests(SharedSites sites) : IClassFixture<SharedSites>
{
    private const string User = "maria.keller@example.com";
    private const string Erasures = "/convlog/privacy/erasures";

    [Fact]
    public async Task A_user_is_erased_after_confirmation_and_a_receipt_is_shown()
    {
        await using var site = await PlayedAsync();

        var question = await site.PostPermittedAsync($"{Erasures}/question", ("subject", "user"), ("id", User), ("reason", "Request 4711"));
        question.Status.Should().Be(HttpStatusCode.OK);
        question.Body.Should().ContainAll("Erase all data of this user?", User, "2 conversations", "conv-1", "conv-2", "Request 4711",
            "Erase permanently").And.NotContain("conv-3");
        (await site.GetAsync("/convlog/conversations/conv-1")).Status.Should().Be(HttpStatusCode.OK, "a question erases nothing");

        var erased = await site.PostPermittedAsync(Erasures, ("subject", "user"), ("id", User), ("reason", "Request 4711"), ("typed", "erase"));
        erased.Status.Should().Be(HttpStatusCode.SeeOther);
        erased.Header("Location").Should().MatchRegex("^/convlog/privacy/erasures/[0-9a-f-]{36}$");
        string receipt = (await site.GetWithKeyAsync(erased.Header("Location")!, Site.PiiKey)).Body;

        receipt.Should().ContainAll("All data of one user", "Requested", "<bdi>Permitted</bdi>", "Unreadable", "Removed",
            "No data left in any file of the store", "Request 4711", "<bdi>user-", "Complete</span>")
            .And.MatchRegex("Conversations</th><td[^>]*>2<").And.MatchRegex("Turns</th><td[^>]*>2<").And.NotContain(User);
        (await site.GetAsync("/convlog/conversations/conv-1")).Status.Should().Be(HttpStatusCode.NotFound);
        (await site.GetAsync("/convlog/conversations/conv-3")).Status.Should().Be(HttpStatusCode.OK);
        string page = (await site.GetWithKeyAsync("/convlog/privacy", Site.PiiKey)).Body;
        page.Should().Contain($"href=\"{erased.Header("Location")}\"").And.NotContain(User);
    }

    [Fact]
    public async Task A_conversation_is_erased_by_its_id()
    {
        await using var site = await PlayedAsync();

        (await site.PostPermittedAsync($"{Erasures}/question", ("subject", "conversation"), ("id", "conv-3"))).Body.Should()
            .ContainAll("Erase this conversation?", "1 conversation<");
        var erased = await site.PostPermittedAsync(Erasures, ("subject", "conversation"), ("id", "conv-3"), ("typed", " Erase "));

        (await site.GetWithKeyAsync(erased.Header("Location")!, Site.PiiKey)).Body.Should().ContainAll("One conversation", "<bdi>conv-3</bdi>");
        (await site.GetAsync("/convlog/conversations/conv-3")).Status.Should().Be(HttpStatusCode.NotFound);
        (await site.GetWithKeyAsync("/v1/agents/bookings/conversations/conv-3")).Status.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_conversation_page_offers_its_erasure_and_cancel_returns_to_it()
    {
        await using var site = await PlayedAsync();
        string page = (await site.GetWithKeyAsync("/convlog/conversations/conv-3", Site.PiiKey)).Body;
        page.Should().Contain($"action=\"{Erasures}/question\"").And.Contain("name=\"id\" value=\"conv-3\"");
        (await site.GetAsync("/convlog/conversations/conv-3")).Body.Should().NotContain("Erase conversation…", "only managers may");

        string question = (await site.PostPermittedAsync($"{Erasures}/question", ("subject", "conversation"), ("id", "conv-3"))).Body;

        question.Should().Contain("href=\"/convlog/conversations/conv-3\">Cancel").And.Contain("name=\"reason\" maxlength");
        var erased = await site.PostPermittedAsync(Erasures, ("subject", "conversation"), ("id", "conv-3"), ("reason", "Request 7"), ("typed", "erase"));
        (await site.GetWithKeyAsync(erased.Header("Location")!, Site.PiiKey)).Body.Should().Contain("Request 7");
    }

    [Fact]
    public async Task A_user_page_offers_erasure_to_managers_who_can_see_the_user_id()
    {
        await using var site = await PlayedAsync();
        string shown = (await site.GetAsync("/convlog/conversations/conv-1")).Body;
        string pseudonym = Regex.Match(shown, "user-[0-9a-f]{12}", RegexOptions.None, TimeSpan.FromSeconds(1)).Value;
        string path = $"/convlog/users/{pseudonym}";
        (await site.GetWithKeyAsync(path, Site.PiiKey)).Body.Should().Contain($"name=\"pseudonym\" value=\"{pseudonym}\"").And.NotContain(User);
        (await site.GetAsync(path)).Body.Should().NotContain("Erase user…");

        string question = (await site.PostPermittedAsync($"{Erasures}/question", ("subject", "user"), ("pseudonym", pseudonym))).Body;

        question.Should().ContainAll("Erase all data of this user?", User, "2 conversations", $"href=\"{path}\">Cancel");
        var none = await site.PostPermittedAsync($"{Erasures}/question", ("subject", "user"), ("pseudonym", "user-000000000000"));
        WebUtility.HtmlDecode(none.Body).Should().Contain("The ID of this user can't be read");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_page_of_an_erased_conversation_links_permitted_readers_to_the_receipt(bool withUser)
    {
        await using var site = await PlayedAsync();
        var receipt = withUser ? await site.Erasure.EraseUserAsync(User, "Ada") : await site.Erasure.EraseConversationAsync("conv-1", "Ada");

        var told = await site.GetWithKeyAsync("/convlog/conversations/conv-1", Site.PiiKey);
        var never = await site.GetWithKeyAsync("/convlog/conversations/never", Site.PiiKey);

        told.Status.Should().Be(HttpStatusCode.Gone);
        told.Body.Should().Contain("This conversation was erased").And.Contain($"href=\"{Erasures}/{receipt.Id}\"").And.NotContain(User);
        (await site.GetWithKeyAsync($"{Erasures}/{receipt.Id}", Site.PiiKey)).Status.Should().Be(HttpStatusCode.OK);
        never.Status.Should().Be(HttpStatusCode.NotFound);
        never.Body.Should().NotContain("This conversation was erased");
    }

    [Theory]
    [InlineData(Site.ReaderKey)]
    [InlineData(Desk.BookingsManagerKey)]
    public async Task For_other_readers_an_erased_conversation_is_like_a_missing_one(string key)
    {
        await using var site = await Desk.PlayedAsync();
        await site.Erasure.EraseConversationAsync("conv-1", "Ada");

        var erased = await site.GetWithKeyAsync("/convlog/conversations/conv-1", key);
        var never = await site.GetWithKeyAsync("/convlog/conversations/conv-x", key);

        erased.Status.Should().Be(HttpStatusCode.NotFound);
        erased.Body.Replace("conv-1", "conv-x", StringComparison.Ordinal).Should().Be(never.Body);
    }

    [Fact]
    public async Task A_receipt_can_be_downloaded_as_a_file()
    {
        await using var site = await PlayedAsync();
        var receipt = await site.Erasure.EraseUserAsync(User, "Ada", "Request 4711");

        var file = await site.GetWithKeyAsync($"{Erasures}/{receipt.Id}/receipt.json", Site.PiiKey);

        file.Header("Content-Type").Should().Be("application/json; charset=utf-8");
        file.Header("Content-Disposition").Should().Be($"attachment; filename=\"erasure-{receipt.Id}-{receipt.RequestedAt:yyyy-MM-dd}.json\"");
        file.Body.Should().NotContain(User);
        file.Json.GetProperty("id").GetGuid().Should().Be(receipt.Id);
        file.Json.GetProperty("subject").GetString().Should().Be("user");
        file.Json.GetProperty("userPseudonym").GetString().Should().Be(receipt.UserPseudonym);
        file.Json.GetProperty("requestedAt").GetDateTimeOffset().Should().Be(receipt.RequestedAt);
        file.Json.GetProperty("records").GetProperty("turns").GetInt64().Should().Be(2);
        file.Json.GetProperty("isComplete").GetBoolean().Should().BeTrue();
    }

    [Fact]
    public async Task Conversations_on_hold_are_shown_before_and_after_an_erasure_and_erased_on_release()
    {
        await using var site = await PlayedAsync();
        await site.Erasure.PlaceHoldAsync("conv-2", "Legal", "Case 118");

        (await site.PostPermittedAsync($"{Erasures}/question", ("subject", "user"), ("id", User))).Body.Should()
            .Contain("On legal hold: kept until the hold is released; personal data is hidden from everyone");
        var erased = await site.PostPermittedAsync(Erasures, ("subject", "user"), ("id", User), ("typed", "erase"));
        string receipt = (await site.GetWithKeyAsync(erased.Header("Location")!, Site.PiiKey)).Body;
        receipt.Should().ContainAll("Partly on hold", "</svg>On legal hold <span class=\"total\">1</span>", "href=\"/convlog/conversations/conv-2\"",
            "Waiting for the release of legal holds", "On legal hold: personal data hidden, keys kept");
        (await site.GetWithKeyAsync("/convlog/privacy", Site.PiiKey)).Body.Should().Contain("An erasure is pending until release");

        string plain = (await site.GetWithKeyAsync("/convlog/conversations/conv-2")).Body;
        plain.Should().NotContain("legal hold").And.NotContain("erase");
        (await site.GetWithKeyAsync("/convlog/conversations/conv-2", Site.PiiKey)).Body.Should().NotContain(User);

        var asked = await site.PostPermittedAsync("/convlog/privacy/holds/release", ("conversation", "conv-2"));
        asked.Body.Should().ContainAll("Releasing this hold erases the conversation", "Release and erase");
        (await site.GetAsync("/convlog/conversations/conv-2")).Status.Should().Be(HttpStatusCode.OK);

        var released = await site.PostPermittedAsync("/convlog/privacy/holds/release", ("conversation", "conv-2"), ("confirmed", "yes"));
        released.Header("Location").Should().Be("/convlog/privacy#holds");
        (await site.GetAsync("/convlog/conversations/conv-2")).Status.Should().Be(HttpStatusCode.NotFound);
        (await site.GetWithKeyAsync(erased.Header("Location")!, Site.PiiKey)).Body.Should()
            .ContainAll("Complete</span>", "Keys destroyed; unreadable everywhere</span>").And.NotContain("On legal hold");
    }

    [Theory]
    [InlineData("user", "", "Enter an ID.")]
    [InlineData("user", "  ", "Enter an ID.")]
    [InlineData("both", "conv-1", "Choose the type of ID")]
    [InlineData("", "conv-1", "Choose the type of ID")]
    public async Task An_invalid_form_reports_the_problem_at_its_field(string subject, string id, string problem)
    {
        var site = await sites.GetAsync(PlayedAsync);

        foreach (string path in new[] { Erasures, $"{Erasures}/question" })
        {
            var answer = await site.PostPermittedAsync(path, ("subject", subject), ("id", id), ("reason", "Request 4711"));

            answer.Status.Should().Be(HttpStatusCode.OK);
            answer.Body.Should().ContainAll(problem, "aria-invalid=\"true\"", "value=\"Request 4711\"");
        }

        (await site.Erasure.ListReceiptsAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task An_overlong_value_is_refused_with_its_length()
    {
        var site = await sites.GetAsync(PlayedAsync);

        (await site.PostPermittedAsync(Erasures, ("subject", "user"), ("id", new string('i', 1_025)))).Body.Should()
            .Contain("An ID can have at most 1,024 characters; this one has 1,025.");
        (await site.PostPermittedAsync(Erasures, ("subject", "user"), ("id", "i"), ("reason", new string('r', 501)))).Body.Should()
            .Contain("A reason can have at most 500 characters; this one has 501.");
        (await site.Erasure.ListReceiptsAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task An_unknown_id_and_an_id_with_spaces_are_pointed_out()
    {
        var site = await sites.GetAsync(PlayedAsync);

        var answer = await site.PostPermittedAsync($"{Erasures}/question", ("subject", "user"), ("id", $"{User} "));

        answer.Body.Should().ContainAll("0 conversations", "No listed conversation belongs to this user", "The ID starts or ends with a space");
    }

    [Theory]
    [InlineData("7c1e0000-0000-4000-8000-0000000000a9")]
    [InlineData("7c1e0000000040008000000000000000a9")]
    [InlineData("nothing")]
    [InlineData("%3Cscript%3E")]
    public async Task An_unknown_receipt_is_not_found(string id)
    {
        var site = await sites.GetAsync(PlayedAsync);

        foreach (string path in new[] { $"{Erasures}/{id}", $"{Erasures}/{id}/receipt.json" })
        {
            var answer = await site.GetWithKeyAsync(path, Site.PiiKey);
            answer.Status.Should().Be(HttpStatusCode.NotFound);
            OwnScript.Without(answer.Body).Should().Contain("Receipt not found").And.NotContain("<script");
        }
    }

    [Fact]
    public async Task A_user_id_appears_in_no_address()
    {
        var site = await sites.GetAsync(PlayedAsync);

        var question = await site.PostPermittedAsync($"{Erasures}/question", ("subject", "user"), ("id", User));

        Regex.Matches(question.Body, "(?:href|action)=\"[^\"]*\"", RegexOptions.None, TimeSpan.FromSeconds(1)).Should().NotBeEmpty()
            .And.OnlyContain(static match => !match.Value.Contains("maria", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_erasure_preview_is_in_the_access_log_with_its_reason()
    {
        await using var site = await PlayedAsync();
        await site.PostPermittedAsync($"{Erasures}/question", ("subject", "user"), ("id", User));
        await site.PostPermittedAsync($"{Erasures}/question", ("subject", "user"), ("id", "nobody"));

        string page = (await site.GetWithKeyAsync("/convlog/privacy/access", Site.PiiKey)).Body;

        page.Should().ContainAll("<bdi>Erasure preview</bdi>", "Looked up user").And.NotContain("Viewed in list").And.NotContain(User);
    }

    [Theory]
    [InlineData("")]
    [InlineData("yes")]
    [InlineData("erase all")]
    public async Task Without_the_typed_word_nothing_is_erased_and_the_confirmation_is_shown_again(string typed)
    {
        var site = await sites.GetAsync(PlayedAsync);

        var answer = await site.PostPermittedAsync(Erasures, ("subject", "user"), ("id", User), ("reason", "Request 4711"), ("typed", typed));

        answer.Status.Should().Be(HttpStatusCode.OK);
        answer.Body.Should().ContainAll("Nothing was erased. Type erase to confirm.", "Request 4711", "conv-1");
        (await site.Erasure.ListReceiptsAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task The_confirmation_and_an_invalid_form_are_at_an_address_without_typed_text()
    {
        await using var site = await PlayedAsync();

        foreach (string path in new[] { $"{Erasures}/question", Erasures })
        {
            var redirect = await site.SubmitAsync(path, [("subject", "user"), ("id", User), ("reason", "Request 4711")], ("X-API-KEY", Site.PiiKey));
            string address = redirect.Header("Location")!;
            string shown = (await site.GetWithKeyAsync(address, Site.PiiKey)).Body;

            (redirect.Status, redirect.Body).Should().Be((HttpStatusCode.SeeOther, ""));
            address.Should().MatchRegex($"^{Erasures}/question\\?result=[A-Za-z0-9_-]{{43}}$");
            shown.Should().ContainAll("Erase all data of this user?", User, "Request 4711").And.NotContain("result=");
            (await site.GetWithKeyAsync(address, Site.PiiKey)).Body.Should().Be(shown, "a reload shows it again");
            (await site.GetWithKeyAsync(address)).Body.Should().NotContain(User, "the ticket is of another visitor");
            site.Clock.Advance(ResultTickets.Lifetime);
            (await site.GetWithKeyAsync(address, Site.PiiKey)).Header("Location").Should().Be("/convlog/privacy");
        }

        (await site.SubmitAsync(Erasures, [("subject", "user"), ("id", " ")], ("X-API-KEY", Site.PiiKey))).Header("Location").Should()
            .MatchRegex("^/convlog/privacy\\?result=[A-Za-z0-9_-]{43}#erasure$");
        (await site.Erasure.ListReceiptsAsync()).Should().BeEmpty();
    }

    private static async Task<Site> PlayedAsync()
    {
        var site = await Site.WithKeysAsync();
        foreach (var (id, user) in new[] { ("conv-1", User), ("conv-2", User), ("conv-3", "someone@example.com") })
        {
            await site.PlayAsync(new ConversationInfo(id) { AgentId = "bookings", UserId = user });
        }

        return site;
    }
}
