using System.Net;
using System.Text.Json;
using ConvLog.AspNetCore.Api;

namespace ConvLog.AspNetCore.Tests.Api.Reading;

/// <summary>Every parameter of every own read route, from the route table, so that new parameters are included automatically.</summary>
public sealed class RefusedParameterTests(SharedSites sites) : IClassFixture<SharedSites>
{
    // Each string is tested in every nth parameter, or in all of them.
    private static readonly int s_everyNth = Amount.Of(usual: 32, inCi: 8, inLongCampaign: 1);

    [Fact]
    public async Task An_invalid_value_is_refused_with_the_name_of_its_parameter()
    {
        var site = await sites.GetAsync(StartAsync);
        int tried = 0;
        foreach (var route in ReadRoutes.Of(site))
        {
            foreach (var parameter in route.Parameters)
            {
                foreach (string wrong in ParameterSamples.Invalid(parameter))
                {
                    string url = parameter.IsInPath
                        ? ReadRoutes.UrlOf(route, other => other == parameter ? wrong : ParameterSamples.Valid(other)[0])
                        : ReadRoutes.UrlOf(route, static other => ParameterSamples.Valid(other)[0], (parameter.Name, wrong));
                    var answer = await site.GetWithKeyAsync(url, Site.PiiKey);

                    answer.Status.Should().Be(HttpStatusCode.BadRequest, "{0} is asked for", url);
                    answer.Header("Content-Type").Should().Be("application/problem+json; charset=utf-8");
                    answer.Json.GetProperty("field").GetString().Should().Be(parameter.Name, "{0} is asked for", url);
                    answer.Json.GetProperty("detail").GetString().Should().NotBeEmpty();
                    tried++;
                }
            }
        }

        tried.Should().BeGreaterThan(300);
    }

    [Fact]
    public async Task A_duplicate_or_unknown_parameter_is_refused_by_name()
    {
        var site = await sites.GetAsync(StartAsync);
        foreach (var route in ReadRoutes.Of(site))
        {
            foreach (var parameter in route.Parameters.Where(static parameter => !parameter.IsInPath))
            {
                string value = ParameterSamples.Valid(parameter)[0];
                var twice = await site.GetWithKeyAsync(
                    ReadRoutes.UrlOf(route, static other => ParameterSamples.Valid(other)[0], (parameter.Name, value), (parameter.Name, value)), Site.PiiKey);

                twice.Status.Should().Be(HttpStatusCode.BadRequest, "{0} of {1} is given twice", parameter.Name, route.Path);
                twice.Json.GetProperty("field").GetString().Should().Be(parameter.Name);
            }

            var unknown = await site.GetWithKeyAsync(ReadRoutes.UrlOf(route, static other => ParameterSamples.Valid(other)[0], ("tenant", "others")),
                Site.PiiKey);
            unknown.Status.Should().Be(HttpStatusCode.BadRequest);
            unknown.Json.GetProperty("field").GetString().Should().Be("tenant");
        }
    }

    [Theory]
    [InlineData("/conversations?from=2026-06-02&to=2026-06-01", "to")]
    [InlineData("/conversations?from=2026-06-02&to=2026-06-02", "to")]
    [InlineData("/search?q=table&from=2026-06-02&to=2026-06-01", "to")]
    [InlineData("/statistics?from=2026-06-02&to=2026-06-01", "to")]
    [InlineData("/statistics?from=2027-06-02", "from")]
    [InlineData("/statistics?from=2001-01-01&to=2026-01-01", "from")]
    [InlineData("/statistics?from=0001-01-01", "from")]
    [InlineData("/statistics/latency?to=0001-01-01", "from")]
    [InlineData("/search", "q")]
    public async Task An_empty_or_overlong_period_and_a_missing_search_text_are_refused(string path, string field)
    {
        var site = await sites.GetAsync(StartAsync);

        var answer = await site.GetWithKeyAsync(ApiRoute.Root + path);

        answer.Status.Should().Be(HttpStatusCode.BadRequest);
        answer.Json.GetProperty("field").GetString().Should().Be(field);
    }

    [Fact]
    public async Task An_unknown_figure_is_refused_with_the_valid_figures()
    {
        var site = await sites.GetAsync(StartAsync);

        var answer = await site.GetWithKeyAsync("/convlog/v1/statistics/mood");

        answer.Status.Should().Be(HttpStatusCode.NotFound);
        answer.Json.GetProperty("detail").GetString().Should().Contain("tokens_per_second").And.Contain("functions").And.NotContain("mood");
    }

    [SharedDataFact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task Hostile_strings_in_any_parameter_break_nothing()
    {
        string[] naughty = JsonSerializer.Deserialize<string[]>(await File.ReadAllBytesAsync(SharedFolder.PathOf("data", "naughty", "blns.json")))!;
        await using var site = await StartAsync();
        int turn = 0;
        foreach (var route in ReadRoutes.Of(site))
        {
            foreach (var parameter in route.Parameters)
            {
                foreach (string text in naughty.Where((_, number) => number % s_everyNth == turn % s_everyNth))
                {
                    await TryAsync(site, route, parameter, text);
                }

                turn++;
            }
        }

        site.Logs.Lines.Should().BeEmpty();
    }

    private static async Task TryAsync(Site site, ApiRoute route, ApiParameter parameter, string text)
    {
        string url = parameter.IsInPath
            ? ReadRoutes.UrlOf(route, other => other == parameter ? text : ParameterSamples.Valid(other)[0])
            : ReadRoutes.UrlOf(route, static other => ParameterSamples.Valid(other)[0], (parameter.Name, text));
        var answer = await site.GetWithKeyAsync(url, Site.PiiKey);
        ((int)answer.Status).Should().BeLessThan(500, "{0} is asked for", url);
    }

    private static async Task<Site> StartAsync()
    {
        var site = await Site.WithKeysAsync(static options => (options.SearchesPerMinute, options.ExportsPerMinute) = (int.MaxValue, int.MaxValue));
        await site.PlayAsync(new ConversationInfo("conv-42") { AgentId = "bookings", UserId = "jane" },
            static conv => conv.Log.Error("CRM upsert failed", ("status", 409)));
        return site;
    }
}
