using FixMyNetwork;
using TorchSharp;
using static TorchSharp.torch;

// Networks this small are faster on one thread.
set_num_threads(1);
var folder = args.Length > 1 ? args[1] : ".";
switch (args.FirstOrDefault() ?? "deep")
{
    case "deep":
        new DeepNetwork(Console.Out).Run(folder);
        return 0;
    case "digits":
        new DigitNetwork(Console.Out).Run(folder);
        return 0;
    default:
        Console.Error.WriteLine("usage: FixMyNetwork [deep | digits] [folder for the plot]");
        return 1;
}
