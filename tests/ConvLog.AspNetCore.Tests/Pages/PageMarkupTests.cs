using ConvLog.AspNetCore.Pages;

namespace ConvLog.AspNetCore.Tests.Pages;

public sealed class PageMarkupTests
{
    [Theory]
    [InlineData("<ul>\n    <li>a</li>\n\n  </ul>\n", "<ul>\n<li>a</li>\n</ul>\n")]
    [InlineData("<b>a</b> <i>b</i>", "<b>a</b> <i>b</i>")]
    [InlineData("<p>\n  a <b>c</b></p>", "<p>\n  a <b>c</b></p>")]
    [InlineData("<bdi>\n  </bdi><pre class=\"x\">\n \n</pre><mark>\n  </mark>", "<bdi>\n  </bdi><pre class=\"x\">\n \n</pre><mark>\n  </mark>")]
    [InlineData("<textarea rows=\"3\">\n\n</textarea>", "<textarea rows=\"3\">\n\n</textarea>")]
    [InlineData("", "")]
    public void Whitespace_between_tags_is_removed_and_text_is_kept(string html, string compact) => PageMarkup.Compact(html).Should().Be(compact);
}
