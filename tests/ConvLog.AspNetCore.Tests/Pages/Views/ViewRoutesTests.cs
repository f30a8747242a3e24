using System.Net;
using System.Text.Json;

namespace ConvLog.AspNetCore.Tests.Pages.Views;

/// <summary>Saved views in the API, with the same rules as in the console.</summary>
public sealed class ViewRoutesTests(SharedSites sites) : IClassFixture<SharedSites>
{
    [Fact]
    public async Task A_view_is_saved_listed_with_counts_opened_replaced_and_deleted()
    {
        await using var site = await Changes.SiteAsync();
        await site.SendAsync("PUT", "/conversations/conv-42/read", null, Changes.Annotator);

        var created = await site.SendAsync("POST", "/views", """{"name":" Bookings ","query":"?agent=bookings&columns=agent","is_default":true}""",
            Changes.Annotator);
        created.Status.Should().Be(HttpStatusCode.Created);
        string id = created.Json.GetProperty("id").GetString()!;
        await site.SendAsync("POST", "/views", """{"name":"All","is_default":true}""", Changes.Annotator);

        var listed = await ListAsync(site, Changes.Annotator, "?counts=true");
        listed[0].GetRawText().Should()
            .StartWith($$"""{"id":"{{id}}","name":"Bookings","of":"me","query":"agent=bookings&columns=agent",""")
            .And.Contain("\"is_default\":false", "another view became the default")
            .And.EndWith(""","conversations":1,"unread":0}""");
        (listed[1].GetProperty("conversations").GetInt32(), listed[1].GetProperty("unread").GetInt32()).Should().Be((2, 1));
        listed[0].GetProperty("version").GetString().Should().NotBe(created.Json.GetProperty("version").GetString(), "it is no longer the default");
        (await site.GetWithKeyAsync($"/convlog?view={id}&agent=bookings", Changes.Annotator)).Body.Should().Contain("Bookings");

        (await site.SendAsync("PUT", $"/views/{id}", """{"name":"Unread","query":"is_unread=true"}""", Changes.Annotator)).Status.Should()
            .Be(HttpStatusCode.OK);
        (await ListAsync(site, Changes.Annotator)).Select(static view => view.GetProperty("name").GetString()).Should().Equal("Unread", "All");
        (await site.SendAsync("DELETE", $"/views/{id}", null, Changes.Annotator)).Status.Should().Be(HttpStatusCode.NoContent);
        (await site.SendAsync("DELETE", $"/views/{id}", null, Changes.Annotator)).Status.Should().Be(HttpStatusCode.NotFound);
        (await ListAsync(site, Changes.Annotator)).Should().ContainSingle();
    }

    [Fact]
    public async Task An_update_of_an_older_version_is_refused_and_concurrent_updates_have_one_winner()
    {
        await using var site = await Changes.SiteAsync();
        var created = (await site.SendAsync("POST", "/views", """{"name":"Mine"}""", Changes.Annotator)).Json;
        var (id, version) = (created.GetProperty("id").GetString()!, created.GetProperty("version").GetString()!);
        string Body(string name) => $$"""{"name":"{{name}}","version":"{{version}}"}""";

        var both = await Task.WhenAll(((string[])["one", "two"]).Select(name => site.SendAsync("PUT", $"/views/{id}", Body(name), Changes.Annotator)));

        both.Select(static answer => answer.Status).Should().BeEquivalentTo([HttpStatusCode.OK, HttpStatusCode.Conflict]);
        both.Single(static answer => answer.Status == HttpStatusCode.Conflict).Body.Should().Contain("List the views again");
        (await site.SendAsync("DELETE", $"/views/{id}?version={version}", null, Changes.Annotator)).Status.Should().Be(HttpStatusCode.Conflict);
        (await ListAsync(site, Changes.Annotator)).Should().ContainSingle();
    }

    [Fact]
    public async Task Team_views_require_the_annotate_permission_and_are_shared_within_the_same_scope()
    {
        await using var site = await Changes.SiteAsync();
        const string Shared = """{"name":"Shared","query":"agent=bookings","of":"team"}""";

        (await site.SendAsync("POST", "/views", Shared, Changes.PiiReader)).Status.Should().Be(HttpStatusCode.Forbidden);
        string id = (await site.SendAsync("POST", "/views", Shared, Changes.Annotator)).Json.GetProperty("id").GetString()!;

        (await ListAsync(site, Changes.PiiReader)).Single().GetProperty("of").GetString().Should().Be("team");
        (await site.SendAsync("PUT", $"/views/{id}", """{"name":"x"}""", Changes.PiiReader)).Status.Should().Be(HttpStatusCode.Forbidden);
        (await site.SendAsync("DELETE", $"/views/{id}", null, Changes.PiiReader)).Status.Should().Be(HttpStatusCode.Forbidden);
        (await ListAsync(site, Changes.TenantAnnotator)).Should().BeEmpty();
        (await site.SendAsync("DELETE", $"/views/{id}", null, Changes.TenantAnnotator)).Status.Should().Be(HttpStatusCode.NotFound);
        await site.SendAsync("POST", "/views", """{"name":"Own"}""", Changes.Annotator);
        (await ListAsync(site, Changes.Operator)).Select(static view => view.GetProperty("name").GetString()).Should().Equal("Shared");
    }

    [Theory]
    [InlineData("""{"query":"agent=a"}""", "name", "missing")]
    [InlineData("""{"name":" "}""", "name", "blank")]
    [InlineData("""{"name":"x","of":"everyone"}""", "of", "me, team")]
    [InlineData("""{"name":"x","query":"nonsense=1"}""", "query", "nonsense")]
    [InlineData("""{"name":"x","query":"user_id=jane"}""", "query", "user_id")]
    [InlineData("""{"name":"x","query":"min_tokens=many"}""", "query", "min_tokens")]
    [InlineData("""{"name":"x","query":"agent=a&agent=b"}""", "query", "agent")]
    [InlineData("""{"name":"x","query":"q=Jane+Doe","of":"team"}""", "query", "personal data")]
    public async Task An_invalid_view_is_refused_with_the_reason(string body, string field, string reason)
    {
        var site = await sites.GetAsync(static () => Changes.SiteAsync());

        var answer = await site.SendAsync("POST", "/views", body, Changes.PermittedOperator);

        answer.Status.Should().Be(HttpStatusCode.BadRequest);
        answer.Json.GetProperty("field").GetString().Should().Be(field);
        answer.Json.GetProperty("detail").GetString().Should().Contain(reason);
        (await ListAsync(site, Changes.PermittedOperator)).Should().BeEmpty();
    }

    [Fact]
    public async Task View_51_is_refused()
    {
        await using var site = await Changes.SiteAsync();
        for (int i = 0; i < 50; i++)
        {
            (await site.SendAsync("POST", "/views", """{"name":"x"}""", Changes.Annotator)).Status.Should().Be(HttpStatusCode.Created);
        }

        var answer = await site.SendAsync("POST", "/views", """{"name":"x"}""", Changes.Annotator);

        answer.Status.Should().Be(HttpStatusCode.Conflict);
        answer.Body.Should().Contain("50 views already");
    }

    [Fact]
    public async Task View_counts_name_no_hidden_data_and_are_not_logged()
    {
        await using var site = await Changes.SiteAsync();
        await using (var conv = site.Open(new ConversationInfo("conv-hidden") { AgentId = "bookings" }))
        {
            conv.Log.Error("Jane called", isPii: true);
        }

        await site.SendAsync("POST", "/views", """{"name":"Errors","query":"has_error=true"}""", Changes.Annotator);
        await site.SendAsync("POST", "/views", """{"name":"Errors","query":"has_error=true"}""", Changes.PiiReader);

        (await ListAsync(site, Changes.Annotator, "?counts=true"))[0].GetProperty("conversations").GetInt32().Should().Be(0);
        (await ListAsync(site, Changes.PiiReader, "?counts=true"))[0].GetProperty("conversations").GetInt32().Should().Be(0, "as in the console's list");
        (await site.SendAsync("GET", "/access-log", null, Changes.PermittedOperator)).Json.GetProperty("accesses").GetArrayLength().Should().Be(0);
    }

    private static async Task<List<JsonElement>> ListAsync(Site site, string key, string query = "")
        => [.. (await site.SendAsync("GET", $"/views{query}", null, key)).Json.GetProperty("views").EnumerateArray()];
}
