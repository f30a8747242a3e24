namespace ConvLog.Architecture.Tests.PublicSurface;

/// <summary>A difference says what left and what came, and where.</summary>
public class TextDifferenceTests
{
    private static readonly string[] s_before =
        ["namespace A;", "", "public class One", "    public int X { get; }", "    public int Y { get; }", "", "public class Two", "    public int Z { get; }"];

    [Fact]
    public void The_same_text_has_no_difference() => TextDifference.Of(s_before, s_before).Should().BeEmpty();

    [Fact]
    public void A_changed_member_stands_under_its_type()
        => TextDifference.Of(s_before, [.. s_before[..3], "    public long X { get; }", .. s_before[4..]])
            .Should().Equal("  public class One", "-     public int X { get; }", "+     public long X { get; }");

    [Fact]
    public void A_type_that_left_stands_under_its_namespace()
        => TextDifference.Of(s_before, s_before[..5])
            .Should().Equal("  namespace A;", "- public class Two", "  public class Two", "-     public int Z { get; }");

    [Fact]
    public void Against_no_text_everything_came()
        => TextDifference.Of([], ["namespace A;"]).Should().Equal("  (at the top)", "+ namespace A;");
}
