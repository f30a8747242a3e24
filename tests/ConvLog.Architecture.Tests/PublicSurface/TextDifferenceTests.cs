namespace ConvLog.Architecture.Tests.PublicSurface;

/// <summary>A difference lists the removed and added lines with their position.</summary>
public class TextDifferenceTests
{
    private static readonly string[] s_before =
        ["namespace A;", "", "public class One", "    public int X { get; }", "    public int Y { get; }", "", "public class Two", "    public int Z { get; }"];

    [Fact]
    public void Identical_texts_have_no_difference() => TextDifference.Of(s_before, s_before).Should().BeEmpty();

    [Fact]
    public void A_changed_member_is_listed_under_its_type()
        => TextDifference.Of(s_before, [.. s_before[..3], "    public long X { get; }", .. s_before[4..]])
            .Should().Equal("  public class One", "-     public int X { get; }", "+     public long X { get; }");

    [Fact]
    public void A_removed_type_is_listed_under_its_namespace()
        => TextDifference.Of(s_before, s_before[..5])
            .Should().Equal("  namespace A;", "- public class Two", "  public class Two", "-     public int Z { get; }");

    [Fact]
    public void Compared_with_an_empty_text_every_line_is_an_addition()
        => TextDifference.Of([], ["namespace A;"]).Should().Equal("  (at the top)", "+ namespace A;");
}
