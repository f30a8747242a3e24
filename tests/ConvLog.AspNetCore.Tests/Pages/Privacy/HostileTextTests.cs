using System.Text.RegularExpressions;

namespace ConvLog.AspNetCore.Tests.Pages.Privacy;

/// <summary>IDs, reasons and names are always displayed as text.</summary>
public sealed class HostileTextTests
{
    public static TheoryData<string> Texts { get; } =
    [
        "</title></pre><script>alert(1)</script><img src=x onerror=alert(1)>\" onmouseover=\"alert(1)", "javascript:alert(1)", "../../..", "a/b%2Fc?d#e&f=g",
            "\u202Ereversed", "line\r\nSet-Cookie: a=b", "{{7*7}}", "😀 ünï", "...",
    ];

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task Hostile_text_in_every_field_stays_text(string text)
    {
        await using var site = await Site.StartAsync(options => options.ApiKeys.Add(Site.PiiKey, text, ConvLogPermissions.All));
        await site.PlayAsync(new ConversationInfo(text) { AgentId = text, UserId = text });
        List<Answer> answers =
        [
            await site.PostPermittedAsync("/convlog/privacy/holds", ("conversation", text), ("reason", text)),
            await site.PostPermittedAsync("/convlog/privacy/holds", ("conversation", text), ("reason", text)),
            await site.PostPermittedAsync("/convlog/privacy/erasures/question", ("subject", "conversation"), ("id", text), ("reason", text)),
            await site.PostPermittedAsync("/convlog/privacy/erasures/question", ("subject", "user"), ("id", text), ("reason", text)),
            await site.PostPermittedAsync("/convlog/privacy/erasures/question", ("subject", text), ("id", text), ("reason", text)),
            await site.PostPermittedAsync("/convlog/privacy/erasures", ("subject", "user"), ("id", text), ("reason", text), ("typed", "erase")),
            await site.PostPermittedAsync("/convlog/privacy/holds/release", ("conversation", text)),
            await site.PostPermittedAsync("/convlog/privacy/runs"),
        ];
        var receipt = (await site.Erasure.ListReceiptsAsync()).Single();
        foreach (string path in new[] { "/convlog/privacy", "/convlog/privacy/access", $"/convlog/privacy/access?conversation={Uri.EscapeDataString(text)}",
            $"/convlog/privacy/erasures/{receipt.Id}", $"/convlog/privacy/erasures/{receipt.Id}/receipt.json" })
        {
            answers.Add(await site.GetWithKeyAsync(path, Site.PiiKey));
        }

        receipt.HeldConversations.Should().Equal(text);
        foreach (var answer in answers)
        {
            ((int)answer.Status).Should().BeLessThan(500);
            answer.Header("Set-Cookie").Should().BeNull();
            if (string.Equals(answer.Header("Content-Type"), "text/html; charset=utf-8", StringComparison.Ordinal))
            {
                OwnScript.Without(answer.Body).Should().NotContain("<script").And.NotContain("<img").And.NotContain("\" onmouseover").And.NotContain("\u202E");
                Regex.Matches(answer.Body, "(?<=(?:href|src|action)=\")[^\"]*", RegexOptions.None, TimeSpan.FromSeconds(1)).Select(static match => match.Value)
                    .Should().OnlyContain(static target => target.StartsWith('/') || target.StartsWith('#'));
            }
        }
    }
}
