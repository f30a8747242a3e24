namespace ConvLog.PostgreSql.Tests.Options;

public class PostgreSqlStoreOptionsTests
{
    [Theory]
    [InlineData(63, 1)]
    [InlineData(31, 2)]
    public void A_schema_has_a_name_of_63_bytes_at_most(int most, int bytes)
    {
        string letter = bytes == 1 ? "s" : "é";
        string longest = string.Concat(Enumerable.Repeat(letter, most));
        var options = new PostgreSqlStoreOptions { Schema = longest, KeysSchema = longest };

        options.Schema.Should().Be(longest);
        foreach (Action<string> set in new Action<string>[] { name => options.Schema = name, name => options.KeysSchema = name })
        {
            set.Invoking(set => set(longest + letter)).Should().Throw<ArgumentException>().WithMessage("*at most 63 bytes*has 64*Choose a shorter one*");
            set.Invoking(static set => set(" ")).Should().Throw<ArgumentException>();
        }
    }
}
