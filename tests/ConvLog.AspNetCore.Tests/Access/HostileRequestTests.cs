using System.Net;
using System.Text;
using ConvLog.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.AspNetCore.Tests.Access;

/// <summary>Cases E: attacks by a stranger, a cross-site page or a greedy reader.</summary>
public sealed class HostileRequestTests(SharedSites sites) : IClassFixture<SharedSites>
{
    private const string Own = "/convlog/v1/conversations";

    [Theory]
    [InlineData("/convlog/v1/conversations/{0}")]
    [InlineData("/convlog/v1/conversations/{0}/entries")]
    [InlineData("/v1/agents/bookings/conversations/{0}")]
    [InlineData("/convlog/conversations/{0}")]
    public async Task E02_A_conversation_outside_the_scope_is_answered_with_the_same_bytes_as_a_missing_one(string path)
    {
        var site = await sites.GetAsync(static () => SiteAsync());

        var others = await GetAsync(site, path, "conv-42");
        var none = await GetAsync(site, path, "conv-41");

        others.Status.Should().Be(HttpStatusCode.NotFound);
        others.Body.Replace("conv-42", "conv-41", StringComparison.Ordinal).Should().Be(none.Body);
        others.Headers.Should().BeEquivalentTo(none.Headers);
    }

    [Fact]
    public async Task E07_A_host_that_allows_all_CORS_origins_does_not_expose_the_log()
    {
        await using var site = await Site.StartAsync(
            services: static services
                => services.AddCors(static cors => cors.AddDefaultPolicy(static policy => policy.AllowAnyOrigin().AllowAnyHeader().AllowAnyMethod())),
            before: static app => app.UseCors());
        await Canaries.PlayAsync(site);

        foreach (string path in new[] { Own, $"{Own}/{Canaries.ConversationId}", "/v1/agents/bookings/conversations", "/convlog" })
        {
            var answer = await site.GetAsync(path, ("Origin", "https://evil.example"), ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "cors"),
                ("Sec-Fetch-Dest", "empty"));
            answer.Status.Should().Be(HttpStatusCode.Forbidden);
            answer.Body.Should().NotContain(Canaries.ConversationId);
        }
    }

    [Fact]
    public async Task E10_A_cached_answer_of_one_reader_is_never_confirmed_to_another()
    {
        await using var site = await SiteAsync();
        await Canaries.PlayAsync(site);
        string path = $"{Own}/{Canaries.ConversationId}";
        var (plain, permitted) = (await site.GetWithKeyAsync(path), await site.GetWithKeyAsync(path, Site.PiiKey));

        plain.Header("ETag").Should().NotBe(permitted.Header("ETag"));
        plain.Header("Cache-Control").Should().Contain("private");
        plain.Header("Vary").Should().Contain("X-API-KEY");
        (await site.GetAsync(path, ("X-API-KEY", Site.ReaderKey), ("If-None-Match", permitted.Header("ETag")!))).Status.Should().Be(HttpStatusCode.OK);
        (await site.GetAsync(path, ("X-API-KEY", Site.PiiKey), ("If-None-Match", plain.Header("ETag")!))).Status.Should().Be(HttpStatusCode.OK);
        (await site.GetAsync(path, ("If-None-Match", plain.Header("ETag")!))).Status.Should().Be(HttpStatusCode.Unauthorized);
        (await site.GetAsync(path, ("X-API-KEY", Site.ReaderKey), ("If-None-Match", plain.Header("ETag")!))).Status.Should().Be(HttpStatusCode.NotModified);
    }

    [Fact]
    public async Task E14_Logs_and_problem_details_never_repeat_request_or_stored_data()
    {
        const string secret = "jane.doe@example.com";
        await using var site = await SiteAsync();
        await Canaries.PlayAsync(site);
        List<Answer> answers = [];
        foreach (string path in new[] { $"{Own}/{secret}", $"{Own}?number={secret}&user={secret}", $"/v1/agents/{secret}/conversations/{secret}",
            $"/convlog/v1/erasures/{Guid.Empty:D}" })
        {
            answers.Add(await site.GetWithKeyAsync(path));
            answers.Add(await site.GetWithKeyAsync(path, "wrong"));
        }

        using var body = new StringContent($$"""{"user_id":"{{secret}}","reason":7}""", Encoding.UTF8, "application/json");
        answers.Add(await site.SendAsync(HttpMethod.Post, "/convlog/v1/erasures", body, ("X-API-KEY", Site.PiiKey)));
        answers.Add(await site.SendAsync("POST", "/lookup", $$"""{"user_id":"{{secret}}"}""", Site.PiiKey));
        answers.Add(await site.SendAsync("POST", "/lookup", $$"""{"user_id":7,"number":"{{secret}}"}""", Site.PiiKey));

        answers.Select(static answer => answer.Body).Should().OnlyContain(static text => !text.Contains(secret) && !text.Contains(Canaries.Mark));
        answers[^1].Status.Should().Be(HttpStatusCode.BadRequest);
        site.Logs.Lines.Should().NotContain(static line => line.Contains(secret) || line.Contains(Canaries.Mark));
    }

    [Theory]
    [InlineData(nameof(IConversationStore.ReadAsync))]
    [InlineData(nameof(IConversationStore.ListAsync))]
    [InlineData(nameof(IConversationStore.WriteAccessAsync))]
    [InlineData(nameof(IConversationStore.EraseAsync))]
    public async Task E14_Logs_and_answers_of_a_failed_request_never_repeat_request_or_stored_data(string failing)
    {
        const string secret = "jane.doe@example.com";
        var store = new InMemoryConversationStore();
        await using (var site = await Site.WithKeysAsync(log: options => options.Store = store))
        {
            await Canaries.PlayAsync(site);
        }

        await using var failingSite = await Site.WithKeysAsync(
            static options => options.ApiKeys.Add("all-key-0123456789", "All", ConvLogPermissions.All),
            log: options => options.Store = FailingStore.Around(store, failing, after: 0));
        List<Answer> answers = [];
        foreach (string key in new[] { Site.ReaderKey, Site.PiiKey })
        {
            foreach (string path in new[] { $"{Own}/{Canaries.ConversationId}", $"{Own}?limit=5",
                $"/v1/agents/bookings/conversations/{Canaries.ConversationId}", $"/convlog/conversations/{Canaries.ConversationId}", $"{Own}/{secret}" })
            {
                answers.Add(await failingSite.GetAsync(path, ("X-API-KEY", key), ("Referer", $"https://crm.example/{secret}"), ("User-Agent", secret)));
            }

            answers.Add(await failingSite.SendAsync("POST", "/lookup", $$"""{"user_id":"{{secret}}"}""", key));
        }

        using var body = new StringContent($$"""{"user_id":"{{secret}}","reason":"{{secret}}"}""", Encoding.UTF8, "application/json");
        answers.Add(await failingSite.SendAsync(HttpMethod.Post, "/convlog/v1/erasures", body, ("X-API-KEY", "all-key-0123456789")));

        answers.Should().Contain(static answer => answer.Status == HttpStatusCode.InternalServerError);
        foreach (var answer in answers.Where(static answer => answer.Status == HttpStatusCode.InternalServerError))
        {
            $"{answer.Body} {string.Join(' ', answer.Headers)}".Should()
                .NotContain(secret).And.NotContain($"{Canaries.Mark}-").And.NotContain(FailingStore.Words);
        }

        failingSite.Logs.Lines.Should().Contain(static line => line.Contains(FailingStore.Words, StringComparison.Ordinal), "the host's log names the failure");
        failingSite.Logs.Lines.Should()
            .NotContain(static line => line.Contains(secret, StringComparison.Ordinal) || line.Contains($"{Canaries.Mark}-", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/convlog/assets/..%2f..%2fappsettings.json")]
    [InlineData("/convlog/assets/%2e%2e%2fweb.config")]
    [InlineData("/convlog/assets/C:%5Cwindows%5Cwin.ini")]
    public async Task E15_Path_traversal_does_not_leave_the_assets(string path)
    {
        var site = await sites.GetAsync(static () => SiteAsync());

        (await site.GetWithKeyAsync(path)).Status.Should().BeOneOf(HttpStatusCode.NotFound, HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task E15_A_client_cannot_choose_the_file_name_of_an_export()
    {
        var site = await sites.GetAsync(static () => SiteAsync());

        var answer = await site.GetWithKeyAsync("/convlog/v1/export/conversations?agent=a%22%0d%0aX-Evil:%201");

        answer.Header("X-Evil").Should().BeNull();
        answer.Header("Content-Disposition").Should().NotContain("Evil");
    }

    [Theory]
    [InlineData("/convlog/v1/conversations/{0}")]
    [InlineData("/convlog/v1/conversations/{0}/entries")]
    [InlineData("/convlog/v1/live/{0}")]
    [InlineData("/v1/agents/bookings/conversations/{0}")]
    [InlineData("/convlog/conversations/{0}")]
    public async Task E02_Store_calls_are_the_same_for_foreign_and_missing_conversations_and_never_read_a_whole_one(string path)
    {
        await using var site = await SiteAsync(services: MonitoredStore.AddTo);
        var store = MonitoredStore.Of(site);
        store.TakeCalls();

        await GetAsync(site, path, "conv-42");
        var ofOthers = store.TakeCalls();
        await GetAsync(site, path, "conv-none");

        ofOthers.Should().Equal(store.TakeCalls()).And.NotContain("ReadAsync").And.NotContain("ReadLogAsync").And.NotBeEmpty();
    }

    [Fact]
    public async Task E21_Searches_and_exports_are_limited_by_reader_with_Retry_After()
    {
        await using var site = await SiteAsync(static options => (options.SearchesPerMinute, options.ExportsPerMinute) = (2, 1));
        foreach (var (path, most) in new[] { ("/convlog/v1/search?q=table", 2), ("/convlog/v1/export/conversations", 1) })
        {
            for (int i = 0; i < most; i++)
            {
                (await site.GetWithKeyAsync(path)).Status.Should().Be(HttpStatusCode.OK);
            }

            var refused = await site.GetWithKeyAsync(path);
            refused.Status.Should().Be(HttpStatusCode.TooManyRequests);
            int.Parse(refused.Header("Retry-After")!, System.Globalization.CultureInfo.InvariantCulture).Should().BeInRange(1, 60);
            (await site.GetWithKeyAsync(path, Site.PiiKey)).Status.Should().Be(HttpStatusCode.OK, "another reader has not searched yet");
        }

        (await site.GetWithKeyAsync($"{Own}?q=table")).Status.Should().Be(HttpStatusCode.TooManyRequests, "a list with a text is a search as well");
        (await site.GetWithKeyAsync("/v3/a/b/conversations?query_type=transcript&query=table")).Json.GetProperty("error_code").GetString().Should()
            .Be("CONVERSATIONS_RATE_LIMITED");
        (await site.GetWithKeyAsync(Own)).Status.Should().Be(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("/convlog/v1/feedback")]
    [InlineData("/convlog/v1/annotations")]
    [InlineData("/convlog/feedback")]
    [InlineData("/convlog/feedback/improved")]
    public async Task E21_Lists_of_ratings_and_improved_answers_are_counted_as_searches(string path)
    {
        await using var site = await SiteAsync(static options => options.SearchesPerMinute = 1);

        (await site.GetWithKeyAsync(path)).Status.Should().Be(HttpStatusCode.OK);
        var refused = await site.GetWithKeyAsync(path);

        refused.Status.Should().Be(HttpStatusCode.TooManyRequests);
        int.Parse(refused.Header("Retry-After")!, System.Globalization.CultureInfo.InvariantCulture).Should().BeInRange(1, 60);
        (await site.GetWithKeyAsync(path, Site.PiiKey)).Status.Should().Be(HttpStatusCode.OK, "another reader has not searched yet");
    }

    [Fact]
    public async Task E21_Searches_on_console_pages_and_in_the_API_share_one_limit()
    {
        await using var site = await SiteAsync(static options => options.SearchesPerMinute = 2);

        (await site.GetWithKeyAsync("/convlog?q=table")).Status.Should().Be(HttpStatusCode.OK);
        (await site.GetWithKeyAsync("/convlog/v1/search?q=table")).Status.Should().Be(HttpStatusCode.OK);
        var refused = await site.GetWithKeyAsync("/convlog?q=table");

        refused.Status.Should().Be(HttpStatusCode.TooManyRequests);
        refused.Header("Retry-After").Should().NotBeNull();
        refused.Body.Should().Contain("Too many searches");
        (await site.GetWithKeyAsync("/convlog")).Status.Should().Be(HttpStatusCode.OK, "the list without a text is not counted");
    }

    private static Task<Answer> GetAsync(Site site, string path, string id)
        => site.GetAsync(path.Replace("{0}", id, StringComparison.Ordinal), ("X-API-KEY", "others-key-0123456789"), ("X-PolyAI-Correlation-Id", "same"));

    private static async Task<Site> SiteAsync(Action<ConvLogConsoleOptions>? configure = null,
        Action<Microsoft.Extensions.DependencyInjection.IServiceCollection>? services = null)
    {
        var site = await Site.WithKeysAsync(options =>
        {
            options.ApiKeys.Add("others-key-0123456789", "Others", ConvLogPermissions.All, new Records.ConversationScope { AgentIds = ["another"] });
            configure?.Invoke(options);
        }, services: services);
        await site.PlayAsync(new ConversationInfo("conv-42") { AgentId = "bookings" });
        return site;
    }
}
