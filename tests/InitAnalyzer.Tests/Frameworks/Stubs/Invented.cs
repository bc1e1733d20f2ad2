// A framework that does not exist. It weaves cloth.
namespace Weaving
{
    public class Cloth { }

    public enum Dye { Plain, Clipped, Softened, Curled, Squashed, Stretched }

    public class Yarn
    {
        public static readonly Yarn Thick = new(), Thin = new(), Strong = new();

        public static Yarn Even(double measure) => new();
        public static Yarn Spun(double spread, double centre = 0) => new();
        public static Yarn Solid(double value) => new();
    }

    public interface IThread
    {
        Cloth Pull(Cloth cloth, bool slowly = false);
    }

    public class Frame : IThread
    {
        public Frame(params IThread[] threads) { }

        public Cloth Pull(Cloth cloth, bool slowly = false) => cloth;
        public Frame Tie(IThread thread) => this;
        public void Hang() { }
    }

    public static class Loom
    {
        public static IThread Weave(int warp, int weft, Yarn yarn = null, Dye dye = Dye.Plain) => null;
        public static IThread Colour(Dye dye) => null;
        public static IThread Clip() => null;
        public static IThread Stretch() => null;
        public static IThread Comb() => null;
        public static IThread Tear(double share) => null;
        public static IThread TearGently(double share) => null;
        public static IThread Fold() => null;
    }
}
