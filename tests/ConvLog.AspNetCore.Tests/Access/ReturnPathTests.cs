using ConvLog.AspNetCore.Access;

namespace ConvLog.AspNetCore.Tests.Access;

public sealed class ReturnPathTests
{
    [Theory]
    [InlineData("/convlog")]
    [InlineData("/convlog/")]
    [InlineData("/convlog?agent=a%20b&offset=50")]
    [InlineData("/convlog/conversations/a%2Fb")]
    [InlineData("/convlog/conversations/...")]
    [InlineData("/convlog/conversations/a..b?id=../x")]
    public void The_return_path_accepts_pages_of_the_console(string path) => ReturnPath.Of(path, "/convlog", "/convlog").Should().Be(path);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("https://evil.example/convlog")]
    [InlineData("//evil.example/convlog")]
    [InlineData("/\\evil.example")]
    [InlineData("/convlog/\\evil.example")]
    [InlineData("/convlogs")]
    [InlineData("/convlog/../x")]
    [InlineData("/convlog/..")]
    [InlineData("/convlog/%2e%2E/x")]
    [InlineData("/convlog/.%2e/x")]
    [InlineData("/convlog/a/../../x")]
    [InlineData("/convlog/./x")]
    [InlineData("/convlog@evil.example")]
    [InlineData("/other")]
    [InlineData("convlog")]
    [InlineData("/convlog/\r\nSet-Cookie: a=b")]
    [InlineData("/convlog/ключ")]
    [InlineData("javascript:alert(1)")]
    public void Any_other_return_path_leads_to_the_list(string? path) => ReturnPath.Of(path, "/convlog", "/convlog").Should().Be("/convlog");

    [Theory]
    [InlineData("//evil.example", "/")]
    [InlineData("/\t/evil.example", "/")]
    [InlineData("/conversations/x", "/conversations/x")]
    public void A_console_at_the_root_does_not_redirect_to_another_site(string path, string expected) => ReturnPath.Of(path, "/", "").Should().Be(expected);
}
