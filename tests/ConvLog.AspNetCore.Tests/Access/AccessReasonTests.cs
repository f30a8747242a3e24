using ConvLog.AspNetCore.Access;
using ConvLog.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.AspNetCore.Tests.Access;

/// <summary>The reader and the reason that the access log records for a read over HTTP.</summary>
public sealed class AccessReasonTests
{
    private const string Header = "X-Access-Reason";

    [Fact]
    public async Task A_read_by_key_is_recorded_with_the_name_of_the_key_and_the_reason_of_the_request()
    {
        await using var site = await Site.WithKeysAsync();
        await site.PlayAsync(new ConversationInfo("c1") { AgentId = "bookings" });

        await site.GetAsync("/v1/agents/bookings/conversations/c1", ("X-API-KEY", Site.PiiKey), (Header, "ticket 4711"));
        await site.GetAsync("/v1/agents/bookings/conversations", ("X-API-KEY", Site.PiiKey));
        await site.PostAsync("/convlog/conversations/c1", [("reveal", "yes")], ("X-API-KEY", Site.PiiKey), (Header, "audit"));

        (await AccessesAsync(site)).Should().Equal(
            ("Permitted", AccessKind.Conversation, "c1", "ticket 4711"), ("Permitted", AccessKind.List, "c1", null),
                ("Permitted", AccessKind.Conversation, "c1", "audit"));
    }

    [Fact]
    public async Task A_reader_without_the_permission_is_not_recorded_in_the_access_log()
    {
        await using var site = await Site.WithKeysAsync();
        await site.PlayAsync(new ConversationInfo("c1") { AgentId = "bookings" });
        await site.GetAsync("/v1/agents/bookings/conversations/c1", ("X-API-KEY", Site.ReaderKey), (Header, "ticket 4711"));
        await site.GetAsync("/convlog/conversations/c1", (Header, "ticket 4711"));

        (await AccessesAsync(site)).Should().BeEmpty();
    }

    [Fact]
    public async Task A_read_in_a_session_is_recorded_with_the_name_of_its_key()
    {
        await using var site = await Site.WithKeysAsync();
        await site.PlayAsync(new ConversationInfo("c1") { AgentId = "bookings" });
        var signedIn = await site.PostAsync("/convlog/sign-in", [("key", Site.PiiKey), ("return", "/convlog")], ("Sec-Fetch-Site", "same-origin"));
        string cookie = signedIn.Header("Set-Cookie")!.Split(';')[0];
        await site.GetAsync("/convlog/conversations/c1", ("Cookie", cookie));
        await site.PostAsync("/convlog/conversations/c1", [("reveal", "yes"), ("reason", " ticket 4711\r\n")], ("Cookie", cookie),
            ("Sec-Fetch-Site", "same-origin"));

        (await AccessesAsync(site)).Should().Equal(("Permitted", AccessKind.Conversation, "c1", "ticket 4711"));
    }

    [Theory]
    [InlineData("ticket 4711", "ticket 4711")]
    [InlineData("  ticket  ", "ticket")]
    [InlineData("a\u0000b\u001b[31mc\r\nd\u007fe\u0085f", "ab[31mcdef")]
    [InlineData("", null)]
    [InlineData("   ", null)]
    [InlineData("\t\u0001", null)]
    public void A_reason_is_reduced_to_one_line_without_control_characters(string sent, string? reason) => ReasonOf(sent).Should().Be(reason);

    [Fact]
    public void A_long_reason_is_truncated_without_splitting_a_character()
    {
        ReasonOf(new string('x', 10_000)).Should().Be(new string('x', 200));
        ReasonOf(new string('x', 199) + "😀").Should().Be(new string('x', 199));
        ReasonOf(new string('x', 198) + "😀").Should().Be(new string('x', 198) + "😀");
    }

    [Fact]
    public void Two_reasons_in_one_request_count_as_no_reason()
    {
        var context = new DefaultHttpContext();
        context.Request.Headers[Header] = new(["one", "two"]);

        AccessReason.Of(context.Request).Should().BeNull();
        AccessReason.Of(new DefaultHttpContext().Request).Should().BeNull();
    }

    private static string? ReasonOf(string sent)
    {
        var context = new DefaultHttpContext();
        context.Request.Headers[Header] = sent;
        return AccessReason.Of(context.Request);
    }

    private static async Task<IEnumerable<(string Reader, AccessKind Kind, string? ConversationId, string? Reason)>> AccessesAsync(Site site)
        => (await site.Services.GetRequiredService<ConversationReader>().ReadAccessLogAsync(new AccessQuery())).Accesses.Reverse()
            .Select(static access => (access.Reader, access.Kind, access.ConversationId, access.Reason));
}
