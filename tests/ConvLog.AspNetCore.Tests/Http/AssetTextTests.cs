using ConvLog.AspNetCore.Assets;

namespace ConvLog.AspNetCore.Tests.Http;

public sealed class AssetTextTests
{
    [Theory]
    [InlineData("  .a, .b { color: red; margin: 0 1px; }", true, ".a,.b{color:red;margin:0 1px;}")]
    [InlineData(".a::before { content: \", \"; }", true, ".a::before { content: \", \"; }")]
    [InlineData(".a .b > .c + .d {", true, ".a .b > .c + .d{")]
    [InlineData("width: calc(100% - 2px);", true, "width:calc(100% - 2px);")]
    [InlineData("  const a = { b: [1, 2] };", false, "const a = { b: [1, 2] };")]
    [InlineData("  // why", false, null)]
    [InlineData("/* what */", true, null)]
    [InlineData("   ", true, null)]
    [InlineData("a: /* not all of it */ 1;", true, "a:/* not all of it */ 1;")]
    public void What_a_browser_need_not_load_is_left_out(string line, bool isStyle, string? needed) => AssetText.Shortened(line, isStyle).Should().Be(needed);

    [Fact]
    public void The_script_is_small() => ConsoleAssets.Script.Content.Length.Should().BeLessThan(10 * 1_024);
}
