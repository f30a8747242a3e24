using System.Net;
using System.Text.Json;

namespace ConvLog.AspNetCore.Tests.Api.Groups;

public sealed class ErasureRoutesTests(SharedSites sites) : IClassFixture<SharedSites>
{
    [Fact]
    public async Task An_erasure_returns_a_receipt_that_can_be_read_again()
    {
        await using var site = await Changes.SiteAsync();

        var erased = await site.SendAsync("POST", "/erasures",
            """{"conversation_id":"conv-42","reason":"request 12","requested_by":"Mallory","id":"6f9619ff-8b86-d011-b42d-00c04fc964ff"}""", Changes.Operator);

        erased.Status.Should().Be(HttpStatusCode.Created);
        var receipt = erased.Json;
        string id = receipt.GetProperty("id").GetString()!;
        (receipt.GetProperty("subject").GetString(), receipt.GetProperty("conversation_id").GetString(), receipt.GetProperty("requested_by").GetString(),
            receipt.GetProperty("reason").GetString())
            .Should().Be(("conversation", "conv-42", "Olga", "request 12"));
        (receipt.GetProperty("conversations").GetInt32(), receipt.GetProperty("records").ValueKind, receipt.GetProperty("is_complete").GetBoolean()).Should()
            .Be((1, JsonValueKind.Null, true));
        erased.Header("Location").Should().Be($"/convlog/v1/erasures/{id}").And.NotContain("6f9619ff");

        (await site.SendAsync("GET", $"/erasures/{id}", null, Changes.Operator)).Body.Should().Be(erased.Body);
        (await site.SendAsync("GET", $"/erasures/{id}", null, Changes.PermittedOperator)).Json.GetProperty("records").GetProperty("turns").GetInt32().Should()
            .Be(2, "hidden records count as well, so only who may see them is told");
        (await site.SendAsync("GET", "/erasures?limit=1", null, Changes.Operator)).Json.GetProperty("erasures")[0].GetProperty("id").GetString().Should()
            .Be(id);
        (await site.Reading.ExistsAsync(Privacy.Reader.Anonymous, "conv-42")).Should().BeFalse();
    }

    [Fact]
    public async Task Erasing_a_user_requires_access_to_personal_data_and_the_user_id_appears_in_no_response()
    {
        await using var site = await Changes.SiteAsync();

        var refused = await site.SendAsync("POST", "/erasures", """{"user_id":"jane"}""", Changes.Operator);
        var erased = await site.SendAsync("POST", "/erasures", """{"user_id":"jane","reason":null}""", Changes.PermittedOperator);

        (refused.Status, refused.Json.GetProperty("detail").GetString()).Should().Be((HttpStatusCode.Forbidden, "This requires the permission ReadPii."));
        (erased.Status, erased.Json.GetProperty("conversations").GetInt32()).Should().Be((HttpStatusCode.Created, 1));
        (refused.Body + erased.Body).Should().NotContain("jane");
        (await site.Reading.ExistsAsync(Privacy.Reader.Anonymous, "conv-42")).Should().BeFalse();
        (await site.Reading.ExistsAsync(Privacy.Reader.Anonymous, "conv-pay")).Should().BeTrue();
    }

    [Fact]
    public async Task A_manager_with_a_scope_erases_only_within_it_and_reads_no_receipts_of_others()
    {
        await using var site = await Changes.SiteAsync();
        string others = (await site.SendAsync("POST", "/erasures", """{"conversation_id":"conv-43"}""", Changes.Operator)).Json.GetProperty("id").GetString()!;

        (await site.SendAsync("POST", "/erasures", """{"conversation_id":"conv-42"}""", Changes.TenantOperator)).Status.Should().Be(HttpStatusCode.NotFound);
        (await site.SendAsync("POST", "/erasures", """{"conversation_id":"conv-none"}""", Changes.TenantOperator)).Status.Should().Be(HttpStatusCode.NotFound);
        (await site.SendAsync("POST", "/erasures", """{"user_id":"john"}""", Changes.TenantOperator)).Status.Should().Be(HttpStatusCode.Forbidden);
        (await site.SendAsync("GET", "/erasures", null, Changes.TenantOperator)).Status.Should().Be(HttpStatusCode.Forbidden);
        (await site.SendAsync("GET", $"/erasures/{others}", null, Changes.TenantOperator)).Status.Should().Be(HttpStatusCode.NotFound);
        (await site.Reading.ExistsAsync(Privacy.Reader.Anonymous, "conv-42")).Should().BeTrue();

        var own = await site.SendAsync("POST", "/erasures", """{"conversation_id":"conv-pay"}""", Changes.TenantOperator);
        own.Status.Should().Be(HttpStatusCode.Created);
        (await site.SendAsync("GET", $"/erasures/{own.Json.GetProperty("id").GetString()}", null, Changes.TenantOperator)).Status.Should()
            .Be(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("{}", "conversation_id")]
    [InlineData("""{"conversation_id":"a","user_id":"b"}""", "conversation_id")]
    [InlineData("""{"conversation_id":" "}""", "conversation_id")]
    [InlineData("""{"user_id":""}""", "user_id")]
    [InlineData("""{"user_id":7}""", "user_id")]
    [InlineData("""{"conversation_id":"a","reason":["x"]}""", "reason")]
    public async Task An_invalid_erasure_request_is_refused_by_field_and_erases_nothing(string json, string field)
    {
        var site = await sites.GetAsync(static () => Changes.SiteAsync());

        var refused = await site.SendAsync("POST", "/erasures", json, Changes.PermittedOperator);

        (refused.Status, refused.Json.GetProperty("field").GetString()).Should().Be((HttpStatusCode.BadRequest, field));
        (await site.Erasure.ListReceiptsAsync()).Should().BeEmpty();
    }

    [Theory]
    [InlineData("/erasures/none", "id")]
    [InlineData("/erasures?limit=0", "limit")]
    [InlineData("/erasures?limit=1001", "limit")]
    [InlineData("/erasures?limit=9223372036854775808", "limit")]
    [InlineData("/erasures?limit=1&limit=2", "limit")]
    [InlineData("/erasures?user=jane", "user")]
    public async Task A_malformed_parameter_is_named(string path, string field)
    {
        var site = await sites.GetAsync(static () => Changes.SiteAsync());

        var refused = await site.SendAsync("GET", path, null, Changes.Operator);

        (refused.Status, refused.Json.GetProperty("field").GetString()).Should().Be((HttpStatusCode.BadRequest, field));
    }
}
